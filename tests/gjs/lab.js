// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* What the tests that need a sequencer share. */

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {skip, test, until} from './tap.js';

export const {
    Address, Event, EventBatch, EventType, PortPreset, SequencerClient, SequencerError,
} = Seqgo;
export const {CLOSED, INVALID_ARGUMENT, NOT_FOUND} = Gio.IOErrorEnum;

/* A test whose body gets a function that opens clients; they are closed when it ends. */
export function labTest(name, body) {
    test(name, async () => {
        const clients = [];
        const open = (clientName = 'test', direction = Seqgo.Direction.DUPLEX) => {
            clients.push(SequencerClient.open_with_direction(clientName, direction));
            return clients[clients.length - 1];
        };

        if (!GLib.file_test('/dev/snd/seq', GLib.FileTest.EXISTS))
            skip('there is no sequencer');
        try {
            await body(open);
        } finally {
            clients.forEach(client => client.close());
        }
    });
}

/* What a signal brings from now on. */
export function collect(emitter, signal = 'event') {
    const items = [];

    emitter.connect(signal, (_emitter, item) => items.push(item));
    return items;
}

/* A receiver with a connected sender, after the news of the connection. */
export async function openPair(open) {
    const senderClient = open('sender');
    const sender = senderClient.create_port('out', PortPreset.SOURCE);
    const client = open('receiver');
    const receiver = client.create_port('in', PortPreset.SINK);
    const events = collect(receiver);

    sender.connect_to(receiver);
    await until(() => events.pop());
    return {sender, senderClient, client, receiver, events};
}

export function noteOn(note) {
    return Event.new_note_on(0, note, 100);
}

/* Bytes of SysEx, of which no two neighbours are the same. */
export function makeSysex(size) {
    const bytes = Uint8Array.from({length: size}, (_, i) => (i * 7 + (i >> 8)) & 0x7F);

    if (size > 1) {
        bytes[0] = 0xF0;
        bytes[size - 1] = 0xF7;
    }
    return bytes;
}

export function readFile(path) {
    return new TextDecoder().decode(GLib.file_get_contents(path)[1]);
}

/* What the kernel tells of a client; null if there is none. */
export function readKernelClient(id) {
    const clients = readFile('/proc/asound/seq/clients').split(/^(?=Client +\d+ : )/m);

    return clients.find(text => new RegExp(`^Client +${id} : `).test(text)) ?? null;
}

/* Starts a program and collects its lines. It has ended when it calls onEnd. */
export function spawn(argv, onEnd = () => {}) {
    const process = Gio.Subprocess.new(argv, Gio.SubprocessFlags.STDOUT_PIPE);
    const stream = Gio.DataInputStream.new(process.get_stdout_pipe());
    const lines = [];
    const readLine = () => stream.read_line_async(GLib.PRIORITY_DEFAULT, null, takeLine);
    const takeLine = (_stream, result) => {
        const [line] = stream.read_line_finish_utf8(result);

        if (line === null) {
            process.wait(null);
            onEnd(process.get_exit_status());
            return;
        }
        lines.push(line);
        readLine();
    };

    readLine();
    return {process, lines};
}
