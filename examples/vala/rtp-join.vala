// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Joins the session at a host and plays the scale of C major there.

const uint8[] SCALE = { 60, 62, 64, 65, 67, 69, 71, 72 };
const uint INTERVAL = 250;

async void play (Seqgo.RtpSession session, string host) throws Error {
    var peer = yield session.invite (host, 5004);

    print ("playing for %s\n", peer.name);
    foreach (var note in SCALE) {
        session.note_on (0, note, 100);
        Timeout.add (INTERVAL, play.callback);
        yield;
        session.note_off (0, note, 64);
    }
}

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 2) {
        printerr ("Usage: rtp-join HOST\n");
        return 1;
    }

    var loop = new MainLoop ();
    var session = new Seqgo.RtpSession ("Pianist");
    var status = 0;

    play.begin (session, args[1], (_, result) => {
        try {
            play.end (result);
        } catch (Error error) {
            printerr ("%s\n", error.message);
            status = 1;
        }
        loop.quit ();
    });
    loop.run ();
    session.close ();
    return status;
}
