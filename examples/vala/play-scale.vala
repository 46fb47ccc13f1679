// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Plays the scale of C major, to a port if it is given one.

const uint8[] SCALE = { 60, 62, 64, 65, 67, 69, 71, 72 };

int main (string[] args) {
    Intl.setlocale ();
    try {
        var client = new Seqgo.SequencerClient.open ("play-scale");
        unowned var port = client.create_port ("output", Seqgo.PortPreset.SOURCE);

        if (args.length > 1)
            port.connect_to (args[1]);

        unowned var queue = client.create_queue ("scale");
        var half_beat = queue.ppq / 2;

        queue.set_bpm (120);
        queue.start ();
        print ("playing C major from %s\n", port.address.to_string ());
        for (var i = 0; i < SCALE.length; i++) {
            var note = new Seqgo.Event.note (0, SCALE[i], 100, half_beat);

            port.send (note.at_tick (queue.id, i * half_beat));
        }
        queue.sync ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
