#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The processor time that a note takes which one program in Python sends and another one receives,
both together, in datagrams of some notes each; with --rival, beside pymidi, whose client sends one
note in each."""

import argparse
import subprocess
import sys
import time

N_ROUNDS = 3
# So many datagrams wait at most, which is less than any receiver loses.
BURST = 20
PAUSE = 0.01
LAST_NOTE = 127


def load_seqgo():
    import gi
    gi.require_version('Seqgo', '1.0')
    from gi.repository import GLib, Seqgo
    return GLib, Seqgo


def get_ready():
    """What comes from now on is measured."""
    print('ready', flush=True)
    return time.process_time()


def receive_seqgo(port):
    """Returns the number of notes and the processor time that they took."""
    GLib, Seqgo = load_seqgo()
    note_on = int(Seqgo.EventType.NOTE_ON)
    loop = GLib.MainLoop()
    n_received = 0

    def received(session, peer, batch):
        nonlocal n_received
        for _, kind, _, note, _ in batch.iter_unpack():
            if kind == note_on:
                n_received += 1
                if note == LAST_NOTE:
                    loop.quit()

    session = Seqgo.RtpSession(name='receiver', discoverable=False)
    session.connect('batch', received)
    session.listen(port)
    start = get_ready()
    loop.run()
    return n_received, time.process_time() - start


def send_seqgo(port, n_notes, notes_per_datagram):
    """Returns the processor time that it took."""
    GLib, Seqgo = load_seqgo()
    session = Seqgo.RtpSession(name='sender', discoverable=False)
    session.invite('127.0.0.1', port)
    batch = Seqgo.EventBatch.new([Seqgo.Event.new_note_on(0, 60, 64)] * notes_per_datagram)
    start = time.process_time()
    for i in range(n_notes // notes_per_datagram):
        session.send_batch(batch)
        session.flush()
        if i % BURST == 0:
            # Takes in what the other one acknowledges.
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(PAUSE)
    duration = time.process_time() - start
    time.sleep(PAUSE)
    session.note_on(0, LAST_NOTE, 64)
    session.close()
    return duration


def receive_pymidi(port):
    from pymidi import server

    n_received = 0
    is_over = False

    class Handler(server.Handler):
        def on_midi_commands(self, peer, commands):
            nonlocal n_received, is_over
            for command in commands:
                if command.command == 'note_on':
                    n_received += 1
                    is_over = is_over or int(command.params.key) == LAST_NOTE

    receiver = server.Server([('127.0.0.1', port)])
    receiver.add_handler(Handler())
    # What serve_forever() does.
    receiver._init_protocols()
    start = get_ready()
    while not is_over:
        receiver._loop_once()
    return n_received, time.process_time() - start


def send_pymidi(port, n_notes, notes_per_datagram):
    from pymidi import client

    sender = client.Client()
    sender.connect('127.0.0.1', port)
    start = time.process_time()
    for i in range(n_notes):
        sender.send_note_on('C4')
        if i % BURST == 0:
            time.sleep(PAUSE)
    duration = time.process_time() - start
    time.sleep(PAUSE)
    sender.send_note_on('G9')
    return duration


WAYS = {'seqgo': (receive_seqgo, send_seqgo), 'pymidi': (receive_pymidi, send_pymidi)}


def spawn(arguments, role):
    command = [sys.executable, sys.argv[0], *map(str, arguments), '--role', role]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def measure(way, port, n_notes, notes_per_datagram, rival):
    """The microseconds that a note takes the sender and the receiver."""
    arguments = ['--way', way, '--port', port, '--notes', n_notes, '--each', notes_per_datagram]
    arguments += ['--rival', rival] if rival else []
    with spawn(arguments, 'receiver') as receiver:
        receiver.stdout.readline()
        with spawn(arguments, 'sender') as sender:
            sending = float(sender.stdout.read())
        n_received, receiving = receiver.stdout.read().split()
    if int(n_received) != n_notes + 1:
        sys.exit(f'{way}: {n_notes + 1 - int(n_received)} notes of {n_notes} lost')
    return sending / n_notes * 1e6, float(receiving) / n_notes * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rival', metavar='FOLDER', help='where pymidi is')
    parser.add_argument('--notes', type=int, default=10_000, help='[%(default)s]')
    for option, kind in ('--way', str), ('--role', str), ('--port', int), ('--each', int):
        parser.add_argument(option, type=kind, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.rival:
        sys.path.insert(0, arguments.rival)
    if arguments.role == 'receiver':
        print(*WAYS[arguments.way][0](arguments.port))
    elif arguments.role == 'sender':
        print(WAYS[arguments.way][1](arguments.port, arguments.notes, arguments.each))
    else:
        print_costs(arguments.notes, arguments.rival)


def print_costs(n_notes, rival):
    sizes = [('seqgo', 1), ('seqgo', 10), ('seqgo', 100)]
    if rival:
        sizes.append(('pymidi', 1))
    costs = {}
    for i in range(N_ROUNDS):
        for j, (way, size) in enumerate(sizes):
            # pymidi leaves its port open to who comes next.
            port = 38000 + 2 * (i * len(sizes) + j)
            costs.setdefault((way, size), []).append(
                measure(way, port, n_notes // 10 if way == 'pymidi' else n_notes, size, rival))
    middle = {key: sorted(values, key=sum)[N_ROUNDS // 2] for key, values in costs.items()}
    print('µs a note: sent, received, both' + '  x rival' * bool(rival))
    for (way, size), (sending, receiving) in middle.items():
        line = f'{sending:15.3f} {receiving:9.3f} {sending + receiving:9.3f}'
        if rival:
            line += f' {sum(middle["pymidi", 1]) / (sending + receiving):8.1f}'
        print(f'{line}  {way}, {size} in a datagram')


if __name__ == '__main__':
    main()
