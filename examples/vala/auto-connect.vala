// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps ports connected that fit two names or patterns, until it is interrupted.

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 3) {
        printerr ("Usage: auto-connect SENDER RECEIVER\n");
        return 1;
    }

    try {
        var registry = new Seqgo.SequencerRegistry.open ();
        unowned var rule = registry.auto_connect (args[1], args[2]);

        rule.connected.connect ((sender, receiver) =>
            print ("connected %s to %s\n", sender.to_string (), receiver.to_string ()));
        rule.failed.connect ((sender, receiver, error) => printerr ("%s\n", error.message));

        var loop = new MainLoop ();
        foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
            Unix.signal_add (number, () => {
                loop.quit ();
                return Source.CONTINUE;
            });
        }

        print ("connecting %s to %s\n", rule.source, rule.target);
        loop.run ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
