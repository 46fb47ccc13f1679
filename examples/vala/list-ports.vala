// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lists the ports that can be connected.

int main () {
    Intl.setlocale ();
    try {
        var client = new Seqgo.SequencerClient.open ("list-ports");

        foreach (var port in client.list_ports ())
            print ("%s\n", port.to_string ());
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
