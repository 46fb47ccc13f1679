// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Hosts a network session and prints what others send, until it is interrupted.

int main (string[] args) {
    Intl.setlocale ();
    try {
        var session = new Seqgo.RtpSession ("Stage");

        session.event.connect ((peer, event) => print ("%s: %s\n", peer.name, event.to_string ()));
        session.listen (5004);
        print ("listening at port %u\n", session.port);

        var loop = new MainLoop ();
        foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
            Unix.signal_add (number, () => {
                loop.quit ();
                return Source.CONTINUE;
            });
        }
        loop.run ();
        session.close ();
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
