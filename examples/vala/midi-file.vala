// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows what is in a MIDI file, or writes one with the scale of C major.

const uint8[] SCALE = { 60, 62, 64, 65, 67, 69, 71, 72 };

void show_song (string path) throws Error {
    var song = new Seqgo.MidiFile.load (path);
    var batch = song.to_batch ();

    print ("format %u, %u ticks a beat, %lld ms\n", song.format, song.ppq,
           song.duration / 1000000);
    foreach (unowned var record in batch.peek_records ())
        if (record.type == Seqgo.EventType.TEMPO)
            print ("tick %lld: %d µs a beat\n", record.time, record.a);
    for (var track = 0; track < song.n_tracks; track++)
        print ("track %d “%s”: %u events until tick %u\n", track,
               song.get_track_name (track) ?? "", song.get_n_events (track),
               song.get_track_end (track));
}

void write_scale (string path) throws Error {
    var song = new Seqgo.MidiFile (96);
    var track = song.add_track ("C major");

    song.add_bpm (0, 240);
    for (var i = 0; i < SCALE.length; i++)
        song.add_event (track, i * 96, new Seqgo.Event.note (0, SCALE[i], 100, 96));
    song.save (path);
}

int main (string[] args) {
    Intl.setlocale ();
    if (args.length != 3) {
        printerr ("Usage: midi-file show|write FILE\n");
        return 1;
    }
    try {
        if (args[1] == "write")
            write_scale (args[2]);
        else
            show_song (args[2]);
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }
    return 0;
}
