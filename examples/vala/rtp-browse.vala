// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the network sessions that there are, and then those that come and go, until it is
// interrupted.

int main (string[] args) {
    Intl.setlocale ();

    var browser = new Seqgo.RtpBrowser.open ();
    var loop = new MainLoop ();

    browser.service_added.connect (service => print ("+ %s\n", service.to_string ()));
    browser.service_removed.connect (service => print ("- %s\n", service.to_string ()));
    foreach (var number in new int[] { ProcessSignal.INT, ProcessSignal.TERM }) {
        Unix.signal_add (number, () => {
            loop.quit ();
            return Source.CONTINUE;
        });
    }
    loop.run ();
    return 0;
}
