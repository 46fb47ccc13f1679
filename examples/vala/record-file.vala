// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Records what a port sends into a MIDI file, for some seconds.

void record_file (string path, double seconds, string sender) throws Error {
    var client = new Seqgo.SequencerClient.open ("record-file");
    unowned var port = client.create_port ("input", Seqgo.PortPreset.SINK);

    port.connect_from (sender);
    var recorder = new Seqgo.SequencerRecorder (port, 480, 120);
    recorder.start ();
    print ("recording %s\n", sender);

    var loop = new MainLoop ();
    Timeout.add ((uint) (seconds * 1000), () => {
        loop.quit ();
        return Source.REMOVE;
    });
    loop.run ();

    recorder.stop ().save (path);
    print ("recorded %u events\n", recorder.n_events);
}

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 4) {
        printerr ("Usage: record-file FILE SECONDS SENDER\n");
        return 1;
    }
    try {
        record_file (args[1], double.parse (args[2]), args[3]);
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
