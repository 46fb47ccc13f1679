// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Sends a file of SysEx to a port, in parts and no faster than it is taken.

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 3) {
        printerr ("Usage: send-sysex FILE PORT\n");
        return 1;
    }

    try {
        var data = File.new_for_commandline_arg (args[1]).load_bytes ();
        var client = new Seqgo.SequencerClient.open ("send-sysex");
        unowned var port = client.create_port ("output", Seqgo.PortPreset.SOURCE);

        port.connect_to (args[2]);

        var transfer = new Seqgo.SequencerTransfer (port, data);

        transfer.notify["n-sent"].connect (() => {
            print ("\r%u of %zu bytes", transfer.n_sent, data.length);
        });
        transfer.run ();
        print ("\n");
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
