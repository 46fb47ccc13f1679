# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Takes part in a session, for test-rtp-two-computers.py, until its input ends.

usage: musician.py host | guest   plays, as what it says
       musician.py listener       joins, and prints what it receives

Whoever plays prints last what has to be the state of those who listen: the values of controllers
and wheels of each channel, and the notes that sound, which are none.
"""

import asyncio
import json
import random
import sys

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo   # noqa: E402

N_NOTES = 300
SUSTAIN, VOLUME = 64, 7
CHANNELS = range(3)


async def play(session):
    chance = random.Random(1)
    state = {channel: {} for channel in CHANNELS}
    sounding = []
    for _ in range(N_NOTES):
        channel = chance.choice(CHANNELS)
        if len(sounding) > 4:
            session.note_off(*sounding.pop(0), 64)
        # What sounds is not struck again: its end would be that of both.
        note = chance.choice([note for note in range(40, 80) if (channel, note) not in sounding])
        session.note_on(channel, note, chance.randrange(1, 128))
        sounding.append((channel, note))
        if chance.random() < 0.4:
            state[channel]['bend'] = chance.randrange(-8192, 8192)
            session.pitch_bend(channel, state[channel]['bend'])
        if chance.random() < 0.3:
            control, value = chance.choice([(SUSTAIN, 0), (SUSTAIN, 127),
                                            (VOLUME, chance.randrange(128))])
            state[channel][str(control)] = value
            session.control_change(channel, control, value)
        await asyncio.sleep(0.01)
    for channel, note in sounding:
        session.note_off(channel, note, 64)
    print(json.dumps(state), flush=True)


async def host():
    session = Seqgo.RtpSession.new('Stage')
    tell_of_peers(session)
    session.listen()
    # Until then, the other one may give up.
    while not any(peer.synchronized for peer in session):
        await asyncio.sleep(0.01)
    await play(session)
    return session


async def join(session):
    with Seqgo.RtpBrowser.open() as browser:
        service = await browser.wait_for('Stage')
    while True:
        try:
            return await session.invite(service)
        except GLib.Error as error:
            # With this much loss, an invitation may come to nothing.
            print(error.message, flush=True)


async def guest():
    session = Seqgo.RtpSession.new('Guest')
    await join(session)
    await play(session)
    return session


def tell_of_peers(session):
    session.connect('peer-added', lambda _, peer: print('with', peer, flush=True))
    session.connect('peer-removed', lambda _, peer, error: print(
        'without', peer, error and error.message, flush=True))


async def listener():
    session = Seqgo.RtpSession.new('Guest')
    tell_of_peers(session)
    session.connect('event', lambda _, peer, event: print(peer.name, event, flush=True))
    session.connect('loss', lambda _, peer, n_packets, repaired: print(
        'lost', n_packets, 'repaired' if repaired else 'in vain', flush=True))
    await join(session)
    return session


async def main(part):
    session = await part()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    session.close()


asyncio.run(main({'host': host, 'guest': guest, 'listener': listener}[sys.argv[1]]))
