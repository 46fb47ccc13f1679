// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Addresses, events, batches and the parser, which need no sequencer.

void test_address () {
    var address = new Seqgo.Address (128, 1);
    var table = new HashTable<Seqgo.Address, string> (Seqgo.Address.hash, Seqgo.Address.equal);

    assert_cmpuint (address.get_client_id (), CompareOperator.EQ, 128);
    assert_cmpuint (address.get_port_id (), CompareOperator.EQ, 1);
    assert_cmpstr (address.to_string (), CompareOperator.EQ, "128:1");
    assert_true (address.equal (new Seqgo.Address (128, 1)));
    assert_cmpint (address.compare (new Seqgo.Address (129, 0)), CompareOperator.LT, 0);

    table[address] = "found";
    assert_cmpstr (table[new Seqgo.Address (128, 1)], CompareOperator.EQ, "found");
}

void test_address_parse () {
    try {
        assert_cmpstr (new Seqgo.Address.parse ("128.1").to_string (), CompareOperator.EQ, "128:1");
        new Seqgo.Address.parse ("FluidSynth");
        assert_not_reached ();
    } catch (IOError.INVALID_ARGUMENT error) {
        assert_true ("FluidSynth" in error.message);
    } catch (Error error) {
        assert_no_error (error);
    }
}

void test_event () {
    var event = new Seqgo.Event.note_on (1, 60, 100);
    Seqgo.Event copy = event;

    assert_true (event.get_event_type () == Seqgo.EventType.NOTE_ON);
    assert_cmpuint (event.get_channel (), CompareOperator.EQ, 1);
    assert_cmpuint (event.get_note (), CompareOperator.EQ, 60);
    assert_cmpuint (event.get_velocity (), CompareOperator.EQ, 100);
    assert_cmpstr (@"$event", CompareOperator.EQ, "note-on channel 1 note 60 velocity 100");
    assert_true (copy.equal (event));
    assert_null (event.get_address ());
    assert_null (event.get_data ());
}

void test_constructors () {
    var here = new Seqgo.Address (128, 0);
    var there = new Seqgo.Address (129, 1);
    Seqgo.Event[] events = {
        new Seqgo.Event (Seqgo.EventType.CLOCK),
        new Seqgo.Event.note (0, 60, 100, 96),
        new Seqgo.Event.note_full (0, 60, 100, 33, 96),
        new Seqgo.Event.note_off (0, 60, 64),
        new Seqgo.Event.key_pressure (0, 60, 1),
        new Seqgo.Event.control_change (0, 7, 127),
        new Seqgo.Event.program_change (0, 5),
        new Seqgo.Event.channel_pressure (0, 5),
        new Seqgo.Event.pitch_bend (0, -8192),
        new Seqgo.Event.control (Seqgo.EventType.RPN, 0, 1, 2),
        new Seqgo.Event.queue_control (Seqgo.EventType.TEMPO, 1, 500000),
        new Seqgo.Event.set_position_time (1, 5),
        new Seqgo.Event.queue_skew (1, 65536, 65536),
        new Seqgo.Event.announcement (Seqgo.EventType.PORT_START, here),
        new Seqgo.Event.connection (Seqgo.EventType.PORT_SUBSCRIBED, here, there),
        new Seqgo.Event.result (Seqgo.EventType.RESULT, 1, 2),
        new Seqgo.Event.sysex (new Bytes ({ 0xF0, 0xF7 })),
        new Seqgo.Event.data (Seqgo.EventType.USER_VAR0, new Bytes ({ 1, 2, 3 })),
    };

    foreach (unowned var event in events)
        assert_false (event.equal (events[0].with_tag (1)));
    assert_true (events[13].get_address ().equal (here));
    assert_true (events[14].get_receiver ().equal (there));
    assert_cmpuint (events[16].get_data ().length, CompareOperator.EQ, 2);
}

void test_when_and_where () {
    var destination = new Seqgo.Address (129, 1);
    var event = new Seqgo.Event.note_on (0, 60, 100).with_destination (destination).at_time (2, 5);

    assert_true (event.get_destination ().equal (destination));
    assert_true (event.is_real_time ());
    assert_true (event.get_time () == 5);
    assert_cmpuint (event.get_queue_id (), CompareOperator.EQ, 2);
    assert_true (event.after_ticks (2, 1).is_relative ());
    assert_true (event.with_high_priority (true).get_high_priority ());
    assert_cmpuint (event.with_tag (7).get_tag (), CompareOperator.EQ, 7);
}

void test_midi () {
    try {
        var bytes = new Seqgo.Event.note_on (1, 60, 100).to_midi ();

        assert_true (bytes.compare (new Bytes ({ 0x91, 60, 100 })) == 0);
        new Seqgo.Event.note (0, 60, 100, 96).to_midi ();
        assert_not_reached ();
    } catch (IOError.NOT_SUPPORTED error) {
        assert_true (error.message.length > 0);
    } catch (Error error) {
        assert_no_error (error);
    }
}

void test_batch () {
    var batch = new Seqgo.EventBatch ({
        new Seqgo.Event.note_on (3, 60, 100).at_tick (1, 96),
        new Seqgo.Event.sysex (new Bytes ({ 0xF0, 1, 0xF7 })),
    });

    assert_cmpuint (batch.get_n_events (), CompareOperator.EQ, 2);
    assert_cmpuint (batch.get_event (0).get_note (), CompareOperator.EQ, 60);
    assert_null (batch.get_event (2));
    assert_cmpuint (batch.get_payloads ().length, CompareOperator.EQ, 3);
    assert_cmpuint (batch.get_records ().length, CompareOperator.EQ, 2 * Seqgo.EVENT_RECORD_SIZE);
}

void test_records () {
    var batch = new Seqgo.EventBatch ({
        new Seqgo.Event.note_on (3, 60, 100).at_tick (1, 96),
        new Seqgo.Event.pitch_bend (4, -5),
    });
    unowned var records = batch.peek_records ();

    assert_cmpint (records.length, CompareOperator.EQ, 2);
    assert_true (records[0].type == Seqgo.EventType.NOTE_ON);
    assert_true (records[0].time == 96);
    assert_cmpint (records[0].a, CompareOperator.EQ, 60);
    assert_cmpuint (records[1].channel, CompareOperator.EQ, 4);
    assert_cmpint (records[1].b, CompareOperator.EQ, -5);

    var values = 0;
    foreach (unowned var record in records)
        values += record.b;
    assert_cmpint (values, CompareOperator.EQ, 95);
}

void test_from_records () {
    var batch = new Seqgo.EventBatch ({ new Seqgo.Event.note_on (3, 60, 100) });

    try {
        var again = new Seqgo.EventBatch.from_records (batch.get_records ());

        assert_true (again.get_event (0).equal (batch.get_event (0)));
        new Seqgo.EventBatch.from_records (new Bytes ({ 1, 2, 3 }));
        assert_not_reached ();
    } catch (IOError.INVALID_ARGUMENT error) {
        assert_true (error.message.length > 0);
    } catch (Error error) {
        assert_no_error (error);
    }
}

void test_parser () {
    var parser = new Seqgo.MidiParser ();
    var n_skipped = 0;

    parser.skipped.connect (bytes => n_skipped += bytes.length);
    parser.max_sysex_size = 16;
    assert_cmpuint (parser.feed (new Bytes ({ 0xF4, 0x90, 60 })).get_n_events (), CompareOperator.EQ, 0);
    assert_cmpstr (parser.feed (new Bytes ({ 100 })).get_event (0).to_string (), CompareOperator.EQ,
                   "note-on channel 0 note 60 velocity 100");
    assert_cmpint (n_skipped, CompareOperator.EQ, 1);
    assert_true (parser.n_skipped == 1);
    parser.reset ();
}

int main (string[] args) {
    Test.init (ref args);
    Test.add_func ("/vala/address", test_address);
    Test.add_func ("/vala/address/parse", test_address_parse);
    Test.add_func ("/vala/event", test_event);
    Test.add_func ("/vala/event/constructors", test_constructors);
    Test.add_func ("/vala/event/when-and-where", test_when_and_where);
    Test.add_func ("/vala/event/midi", test_midi);
    Test.add_func ("/vala/batch", test_batch);
    Test.add_func ("/vala/batch/records", test_records);
    Test.add_func ("/vala/batch/from-records", test_from_records);
    Test.add_func ("/vala/parser", test_parser);
    return Test.run ();
}
