// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Connects two ports of other programs.

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 3) {
        printerr ("Usage: connect-ports SENDER RECEIVER\n");
        return 1;
    }

    try {
        var client = new Seqgo.SequencerClient.open ("connect-ports");
        var sender = client.find_address (args[1], Seqgo.Direction.INPUT);
        var receiver = client.find_address (args[2], Seqgo.Direction.OUTPUT);

        client.connect_ports (sender, receiver);
        print ("connected %s to %s\n", args[1], args[2]);
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
