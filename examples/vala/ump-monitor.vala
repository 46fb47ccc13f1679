// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the messages of MIDI 2.0 that it receives from the ports that it is given, and from others
// that are connected to it, until it is interrupted.

int main (string[] args) {
    Intl.setlocale ();
    try {
        var client = new Seqgo.SequencerClient.open_full (
            "ump-monitor", Seqgo.Direction.INPUT, Seqgo.MidiVersion.UMP_2_0);
        unowned var port = client.create_port ("input", Seqgo.PortPreset.SINK);

        foreach (unowned var source in args[1:])
            port.connect_from (source);
        port.event["ump"].connect (event => print ("%s\n", event.get_ump ().to_string ()));

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
