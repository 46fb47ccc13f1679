# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lets tshark read the packets that a sender makes of a script, whose bytes the test of the sender
compares. The result is TAP."""

import functools
import pathlib
import shutil
import struct
import subprocess
import tempfile

from tap import Skip, report

PACKETS = pathlib.Path(__file__).resolve().parents[1] / 'data' / 'rtp-packets.txt'

PORT = 5005
LINK_TYPE_RAW = 101
UDP = 17
LOCAL = bytes([127, 0, 0, 1])

# A field of each chapter. Of chapter X, the first log only is read.
CHAPTERS = {
    'P': 'cj_chapter_p_program', 'C': 'cj_chapter_c_number', 'M': 'cj_chapter_m_log_msb',
    'W': 'cj_chapter_w_second', 'N': 'cj_chapter_n_log_note', 'E': 'cj_chapter_e_log_velocity',
    'T': 'cj_chapter_t_pressure', 'A': 'cj_chapter_a_log_pressure',
    'D': 'sj_chapter_d_reset_sflag', 'V': 'sj_chapter_v_count', 'F': 'sj_chapter_f_complete',
    'X': 'sj_chapter_x_count',
}

# What the packet at this time tells of what was sent before it.
TIME = 3040
VALUES = {
    'cj_chapter_p_program': 6, 'cj_chapter_p_bank_msb': 1, 'cj_chapter_p_bank_lsb': 3,
    'cj_chapter_c_number': 7, 'cj_chapter_c_value': 0x64,
    'cj_chapter_w_first': 0x12, 'cj_chapter_w_second': 0x50,
    'cj_chapter_n_low': 7, 'cj_chapter_n_high': 7, 'cj_chapter_n_log_octet': 0x08,
    'cj_chapter_e_log_note': 60, 'cj_chapter_e_log_velocity': 0x20,
    'cj_chapter_t_pressure': 0x55,
    'cj_chapter_a_log_note': 64, 'cj_chapter_a_log_pressure': 0x30,
}

FIELDS = ['_ws.malformed', 'rtp.seq', 'rtp.marker', 'rtp.timestamp', 'rtpmidi.check_Seq_num',
          *(f'rtpmidi.{name}' for name in sorted({*CHAPTERS.values(), *VALUES}))]


def read_packets():
    """Those that tshark reads right."""
    for line in PACKETS.read_text(encoding='utf-8').splitlines():
        if line.startswith('~'):
            return
        if line.startswith('='):
            yield bytes.fromhex(line[1:])
        elif line.startswith('+'):
            yield bytes.fromhex(line.split(maxsplit=2)[2])


def write_capture(file, packets):
    file.write(struct.pack('=IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 0xffff, LINK_TYPE_RAW))
    for packet in packets:
        datagram = struct.pack('!HHHH', PORT - 1, PORT, 8 + len(packet), 0) + packet
        header = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(datagram), 0, 0, 64, UDP, 0,
                             LOCAL, LOCAL)
        size = len(header) + len(datagram)
        file.write(struct.pack('=IIII', 0, 0, size, size) + header + datagram)
    file.flush()


@functools.lru_cache(maxsize=None)
def dissect():
    """What tshark finds: of each packet, the first value of each field, or nothing."""
    if shutil.which('tshark') is None:
        raise Skip('tshark is not installed')
    with tempfile.NamedTemporaryFile(suffix='.pcap') as file:
        write_capture(file, read_packets())
        output = subprocess.run(
            ['tshark', '-r', file.name, '-d', f'udp.port=={PORT},rtp',
             '-d', 'rtp.pt==97,rtpmidi', '-T', 'fields', '-E', 'occurrence=f',
             *(part for name in FIELDS for part in ('-e', name))],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    return [dict(zip(FIELDS, line.split('\t'))) for line in output.splitlines()]


def check_malformed():
    for number, packet in enumerate(dissect(), 1):
        if packet['_ws.malformed'] or not packet['rtpmidi.check_Seq_num']:
            yield f'packet {number} is malformed'


def check_headers():
    packets = list(read_packets())
    if len(packets) != len(dissect()) or len(packets) < 20:
        yield f'{len(dissect())} packets of {len(packets)} were read'
    first = None
    for number, packet in enumerate(dissect()):
        sequence = int(packet['rtp.seq'])
        first = sequence if first is None else first
        if sequence != first + number:
            yield f'packet {number + 1} has the number {sequence}'
        if packet['rtp.marker'] not in ('0', 'False'):
            yield f'packet {number + 1} has a marker'
        if not first <= int(packet['rtpmidi.check_Seq_num']) <= sequence:
            yield f'packet {number + 1} has the checkpoint {packet["rtpmidi.check_Seq_num"]}'


def check_chapters():
    for chapter, name in CHAPTERS.items():
        if not any(packet[f'rtpmidi.{name}'] for packet in dissect()):
            yield f'no packet has chapter {chapter}'


def check_values():
    found = [packet for packet in dissect() if packet['rtp.timestamp'] == str(TIME)]
    if len(found) != 1:
        yield f'{len(found)} packets are of the time {TIME}'
        return
    for name, expected in VALUES.items():
        text = found[0][f'rtpmidi.{name}']
        if not text or int(text, 0) != expected:
            yield f'{name} is {text!r}, not {expected}'


report([
    ('R-48 no packet is malformed', check_malformed),
    ('packets have numbers and checkpoints', check_headers),
    ('all chapters are there', check_chapters),
    ('chapters tell what was sent', check_values),
])
