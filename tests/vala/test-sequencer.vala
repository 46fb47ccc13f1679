// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Clients, ports and queues, on a sequencer.

const int64 SECOND = 1000000;
const int64 DEADLINE = 20 * SECOND;

delegate bool Condition ();
delegate void Body () throws Error;

// Lets the main loop run until the condition holds.
void until (Condition condition) {
    var deadline = get_monotonic_time () + DEADLINE;
    var wake = Timeout.add (1, () => Source.CONTINUE);

    while (!condition () && get_monotonic_time () < deadline)
        MainContext.default ().iteration (true);
    Source.remove (wake);
    assert_true (condition ());
}

void test_client () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    Error? reason = null;
    var n_closed = 0;

    assert_cmpuint (client.id, CompareOperator.GE, 128);
    assert_cmpstr (client.name, CompareOperator.EQ, "Vala");
    assert_true (client.direction == Seqgo.Direction.DUPLEX);
    assert_true (client.n_overflows == 0);
    client.priority = Priority.HIGH;
    assert_cmpint (client.get_priority (), CompareOperator.EQ, Priority.HIGH);
    client.set_input_pool (2000);
    client.set_output_pool (2000);

    client.closed.connect (error => {
        reason = error;
        n_closed++;
    });
    client.close ();
    assert_true (client.is_closed ());
    assert_cmpint (n_closed, CompareOperator.EQ, 1);
    assert_true (reason == null);
    assert_cmpint (client.get_fd (), CompareOperator.EQ, -1);
}

void test_errors () throws Error {
    var client = new Seqgo.SequencerClient.open_with_direction ("Vala", Seqgo.Direction.INPUT);
    var port = client.create_port ("port");
    var n_errors = 0;

    try {
        port.connect_to_address (new Seqgo.Address (199, 0));
    } catch (Seqgo.SequencerError.GONE error) {
        n_errors++;
    }
    try {
        port.note_on (0, 60, 100);
    } catch (Seqgo.SequencerError error) {
        assert_true (error is Seqgo.SequencerError.WRONG_DIRECTION);
        assert_true (error.domain == Seqgo.SequencerError.quark ());
        n_errors++;
    }
    try {
        client.set_input_pool (0);
    } catch (IOError.INVALID_ARGUMENT error) {
        n_errors++;
    }
    try {
        client.read_batch (0);
    } catch (IOError.TIMED_OUT error) {
        n_errors++;
    }
    client.close ();
    try {
        client.create_queue ();
    } catch (IOError.CLOSED error) {
        n_errors++;
    }
    assert_cmpint (n_errors, CompareOperator.EQ, 5);
}

void test_lists () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    unowned var port = client.create_port_full ("listed",
        Seqgo.PortCaps.READ | Seqgo.PortCaps.SUBS_READ, Seqgo.PortType.MIDI_GENERIC);
    Seqgo.SequencerClientInfo? client_info = null;
    Seqgo.SequencerPortInfo? port_info = null;

    foreach (var info in client.list_clients ())
        if (info.id == client.id)
            client_info = info;
    assert_cmpstr (client_info.name, CompareOperator.EQ, "Vala");
    assert_true (client_info.client_type == Seqgo.ClientType.USER);
    assert_cmpuint (client_info.n_ports, CompareOperator.EQ, 1);
    assert_cmpint (client_info.card, CompareOperator.EQ, -1);
    assert_cmpint (client_info.pid, CompareOperator.GT, 0);
    assert_cmpint (client_info.to_string ().length, CompareOperator.GT, 0);

    foreach (var info in client.list_ports (Seqgo.PortListFlags.INPUT))
        if (info.address.equal (port.address))
            port_info = info;
    assert_cmpstr (port_info.name, CompareOperator.EQ, "listed");
    assert_cmpstr (port_info.client_name, CompareOperator.EQ, "Vala");
    assert_true (port_info.caps == port.caps);
    assert_true (port_info.port_type == port.port_type);
    assert_cmpuint (port_info.n_readers + port_info.n_writers, CompareOperator.EQ, 0);
    assert_cmpint (port_info.to_string ().length, CompareOperator.GT, 0);
    assert_true (client.find_address ("Vala:listed", Seqgo.Direction.INPUT).equal (port.address));
}

void test_signals () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    var keys = client.create_port ("keys", Seqgo.PortPreset.SOURCE);
    var pad = client.create_port ("pad", Seqgo.PortPreset.SINK);
    var calls = "";

    client.batch.connect (batch => calls += "batch %u;".printf (batch.get_n_events ()));
    client.event["note-on"].connect (event => calls += "client %u;".printf (event.get_note ()));
    pad.event.connect ((port, event) => calls += "%s %s;".printf (port.name, event.get_event_type ().to_string ()));

    keys.connect_to ("Vala:pad");
    keys.send_batch (new Seqgo.EventBatch ({
        new Seqgo.Event.note_on (0, 60, 100),
        new Seqgo.Event.note_off (0, 60, 64),
    }));
    until (() => "NOTE_OFF" in calls);
    assert_cmpstr (calls, CompareOperator.EQ,
                   "batch 2;pad SEQGO_EVENT_TYPE_NOTE_ON;client 60;pad SEQGO_EVENT_TYPE_NOTE_OFF;");
}

void test_port () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    var port = client.create_port ("port");
    var other = client.create_port ("other");
    var received = 0;

    other.event.connect (event => received++);
    port.connect_to_address (other.address);
    port.note_on (0, 60, 100);
    port.note_off (0, 60, 64);
    port.key_pressure (0, 60, 1);
    port.control_change (0, 7, 127);
    port.program_change (0, 5);
    port.channel_pressure (0, 5);
    port.pitch_bend (0, -8192);
    port.sysex (new Bytes ({ 0xF0, 0xF7 }));
    port.send (new Seqgo.Event.note_on (0, 61, 100));
    port.disconnect_to ("Vala:other");
    port.send_to (new Seqgo.Event.note_on (0, 62, 100), other.address);
    until (() => received == 10);

    client.connect_ports (other.address, port.address);
    client.disconnect_ports (other.address, port.address);
    port.connect_from ("Vala:other");
    port.disconnect_from_address (other.address);
    assert_cmpuint (port.id, CompareOperator.EQ, 0);
    port.close ();
    assert_true (port.is_closed ());
}

void test_queue () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    var port = client.create_port ("port");
    var queue = client.create_queue ("queue");

    queue.set_ppq (1000);
    queue.set_bpm (60);
    assert_cmpuint (queue.tempo, CompareOperator.EQ, 1000000);
    queue.set_tempo (100000);
    assert_cmpfloat (queue.bpm, CompareOperator.EQ, 600);
    assert_cmpuint (queue.ppq, CompareOperator.EQ, 1000);
    assert_cmpstr (queue.name, CompareOperator.EQ, "queue");
    assert_true (client.create_queue ().name.has_prefix ("Queue-"));

    queue.set_tick (5);
    queue.set_time (6);
    var status = queue.get_status ();
    assert_false (status.is_running ());
    assert_cmpuint (status.get_tick (), CompareOperator.EQ, 5);
    assert_true (status.get_time () == 6);

    queue.start ();
    port.send (new Seqgo.Event.note (0, 60, 100, 50).at_tick (queue.id, 100));
    queue.sync ();
    assert_cmpuint (queue.get_status ().get_tick (), CompareOperator.GE, 100);
    queue.stop ();
    queue.continue ();
    queue.close ();
    assert_true (queue.is_closed ());
}

async void read_and_send () throws Error {
    var client = new Seqgo.SequencerClient.open ("Vala");
    var port = client.create_port ("port");
    var queue = client.create_queue ();
    var event = new Seqgo.Event.note_on (0, 60, 100).with_destination (port.address);

    port.send (event);
    var batch = yield client.read_batch_async ();
    assert_cmpuint (batch.get_event (0).get_note (), CompareOperator.EQ, 60);

    queue.start ();
    assert_true (yield port.send_batch_async (new Seqgo.EventBatch ({ event.at_tick (queue.id, 1) })));
    assert_true (yield queue.sync_async ());
    assert_cmpuint (client.read_batch ().get_n_events (), CompareOperator.EQ, 1);

    var cancellable = new Cancellable ();
    Idle.add (() => {
        cancellable.cancel ();
        return Source.REMOVE;
    });
    try {
        yield client.read_batch_async (Priority.HIGH, cancellable);
        assert_not_reached ();
    } catch (IOError.CANCELLED error) {
        assert_true (cancellable.is_cancelled ());
    }

    Idle.add (() => {
        client.close ();
        return Source.REMOVE;
    });
    try {
        yield client.read_batch_async ();
        assert_not_reached ();
    } catch (IOError.CLOSED error) {
        assert_true (client.is_closed ());
    }
}

void test_async () throws Error {
    AsyncResult? result = null;

    read_and_send.begin ((source, done) => result = done);
    until (() => result != null);
    read_and_send.end (result);
}

// Errors that a test does not expect fail it.
void run (Body body) {
    if (!FileUtils.test ("/dev/snd/seq", FileTest.EXISTS)) {
        Test.skip ("there is no sequencer");
        return;
    }
    try {
        body ();
    } catch (Error error) {
        assert_no_error (error);
    }
}

int main (string[] args) {
    Test.init (ref args);
    Test.add_func ("/vala/client", () => run (test_client));
    Test.add_func ("/vala/errors", () => run (test_errors));
    Test.add_func ("/vala/lists", () => run (test_lists));
    Test.add_func ("/vala/signals", () => run (test_signals));
    Test.add_func ("/vala/port", () => run (test_port));
    Test.add_func ("/vala/queue", () => run (test_queue));
    Test.add_func ("/vala/async", () => run (test_async));
    return Test.run ();
}
