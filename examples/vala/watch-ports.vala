// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the ports that there are, and then those that come and go, until it is interrupted.

int main (string[] args) {
    Intl.setlocale ();
    try {
        var registry = new Seqgo.SequencerRegistry.open ();

        foreach (var port in registry.list_ports ())
            print ("+ %s\n", port.to_string ());
        registry.port_added.connect (port => print ("+ %s\n", port.to_string ()));
        registry.port_removed.connect (port => print ("- %s\n", port.to_string ()));

        var loop = new MainLoop ();
        foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
            Unix.signal_add (number, () => {
                loop.quit ();
                return Source.CONTINUE;
            });
        }
        loop.run ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
