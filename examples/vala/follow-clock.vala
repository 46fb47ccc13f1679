// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Follows the MIDI clock of the ports that it is given, or of others that are connected to it, and
// prints its tempo, until it is interrupted.

int main (string[] args) {
    Intl.setlocale ();
    try {
        var client = new Seqgo.SequencerClient.open ("follow-clock");
        unowned var port = client.create_port ("input", Seqgo.PortPreset.SINK);

        foreach (unowned var sender in args[1:])
            port.connect_from (sender);

        var follower = new Seqgo.SequencerClockFollower (port);
        var last_bpm = 0.0;
        follower.started.connect (() => print ("started\n"));
        follower.stopped.connect (() => print ("stopped\n"));
        follower.continued.connect (() => print ("continued\n"));
        follower.lost.connect (() => print ("lost\n"));
        follower.notify["bpm"].connect (() => {
            var bpm = Math.round (follower.bpm);

            if (bpm != last_bpm)
                print ("%.0f beats a minute\n", bpm);
            last_bpm = bpm;
        });

        var loop = new MainLoop ();
        foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
            Unix.signal_add (number, () => {
                loop.quit ();
                return Source.CONTINUE;
            });
        }

        print ("listening at %s\n", port.address.to_string ());
        loop.run ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
