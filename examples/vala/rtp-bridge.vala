// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Makes a network session ports of the sequencer, until it is interrupted. It invites the hosts
// that it is given; others can join.

void print_port (string sign, Seqgo.SequencerPort port) {
    print ("%s %s %s\n", sign, port.address.to_string (), port.name);
}

async void invite (Seqgo.RtpSession session, string host) {
    try {
        yield session.invite (host, 5004);
    } catch (Error error) {
        printerr ("%s\n", error.message);
    }
}

int main (string[] args) {
    Intl.setlocale ();
    try {
        var bridge = new Seqgo.RtpBridge.open ("Stage");

        bridge.port_added.connect ((peer, port) => print_port ("+", port));
        bridge.port_removed.connect ((peer, port) => print_port ("-", port));
        print_port ("+", bridge.port);
        foreach (var host in args[1:args.length])
            invite.begin (bridge.session, host);

        var loop = new MainLoop ();
        foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
            Unix.signal_add (number, () => {
                loop.quit ();
                return Source.CONTINUE;
            });
        }
        loop.run ();
        bridge.close ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
