// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Waits for a SysEx message, however long, and writes it to a file.

int main (string[] args) {
    Intl.setlocale ();
    if (args.length < 2 || args.length > 3) {
        printerr ("Usage: receive-sysex FILE [PORT]\n");
        return 1;
    }

    try {
        var loop = new MainLoop ();
        var client = new Seqgo.SequencerClient.open ("receive-sysex");
        unowned var port = client.create_port ("input", Seqgo.PortPreset.SINK);
        Bytes? data = null;

        client.sysex_assembler.aborted.connect (() => printerr ("A message was broken off\n"));
        port.event["sysex"].connect ((event) => {
            data = event.get_data ();
            loop.quit ();
        });
        if (args.length > 2)
            port.connect_from (args[2]);
        print ("listening at %s\n", port.address.to_string ());
        loop.run ();
        FileUtils.set_data (args[1], data.get_data ());
        print ("received %zu bytes\n", data.length);
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
