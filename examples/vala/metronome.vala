// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Clicks for so many bars (4), to a port if it is given one; a second one joins in on its beat.

const string NAME = "metronome";
const uint8 DRUMS = 9;
const uint8 HIGH_WOOD_BLOCK = 76;
const uint8 LOW_WOOD_BLOCK = 77;
const uint BEATS = 4;

// The queue of the metronome that clicks already, or a new one.
unowned Seqgo.SequencerQueue get_queue (Seqgo.SequencerClient client, out bool is_new) throws Error {
    is_new = false;
    foreach (var info in client.list_queues ())
        if (info.name == NAME)
            return client.open_queue (info.id);

    unowned var queue = client.create_queue (NAME);

    is_new = true;
    queue.set_bpm (120);
    queue.start ();
    return queue;
}

int main (string[] args) {
    Intl.setlocale ();
    try {
        var bars = args.length > 1 ? uint.parse (args[1]) : 4;
        var client = new Seqgo.SequencerClient.open (NAME);
        unowned var port = client.create_port ("output", Seqgo.PortPreset.SOURCE);

        if (args.length > 2)
            port.connect_to (args[2]);

        bool is_new;
        unowned var queue = get_queue (client, out is_new);
        print ("%s queue %u from %s\n", is_new ? "leading" : "following", queue.id,
               port.address.to_string ());

        var bar = BEATS * queue.ppq;
        var first = is_new ? 0 : (queue.get_status ().get_tick () / bar + 1) * bar;
        var note = is_new ? HIGH_WOOD_BLOCK : LOW_WOOD_BLOCK;
        var buffer = new Seqgo.SequencerBuffer (port);
        for (var beat = 0; beat < bars * BEATS; beat++) {
            uint8 velocity = beat % BEATS == 0 ? 100 : 60;
            var click = new Seqgo.Event.note (DRUMS, note, velocity, queue.ppq / 4);

            buffer.add (click.at_tick (queue.id, first + beat * queue.ppq));
        }
        buffer.flush ();
        queue.sync ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
