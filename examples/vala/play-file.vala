// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Plays a MIDI file on a port.

async void play_file (string path, string receiver) throws Error {
    var song = new Seqgo.MidiFile.load (path);
    var client = new Seqgo.SequencerClient.open ("play-file");
    unowned var port = client.create_port ("output", Seqgo.PortPreset.SOURCE);

    port.connect_to (receiver);
    var player = new Seqgo.SequencerPlayer (port, song);
    print ("playing %s, %.1f s\n", path, player.duration / 1e9);
    yield player.play_async ();
}

int main (string[] args) {
    var loop = new MainLoop ();
    var status = 0;

    Intl.setlocale ();
    if (args.length != 3) {
        printerr ("Usage: play-file FILE RECEIVER\n");
        return 1;
    }
    play_file.begin (args[1], args[2], (_source, result) => {
        try {
            play_file.end (result);
        } catch (Error error) {
            printerr ("%s\n", error.message);
            status = 1;
        }
        loop.quit ();
    });
    loop.run ();
    return status;
}
