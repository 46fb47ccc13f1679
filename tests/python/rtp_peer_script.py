# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The other side of a network session, which sends and receives just what a test tells it to."""

import itertools
import socket
import struct
import time

from seqgo_test import until

VERSION = 2


class PeerScript:
    """Two sockets, and a wait that lets the main loop run."""

    def __init__(self, session_port=0, ssrc=0xAABBCCDD, address='127.0.0.1'):
        self.ssrc = ssrc
        self.token = 0x12345678
        self.sequence = 1000
        # What came and went: (time, source, destination, bytes) of each datagram.
        self.capture = []
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        for self.port in itertools.count(21000, 2):
            self.sockets = [socket.socket(family, socket.SOCK_DGRAM) for _ in range(2)]
            try:
                for offset, sock in enumerate(self.sockets):
                    sock.setblocking(False)
                    sock.bind((address, self.port + offset))
                break
            except OSError:
                self.close()
        self.targets = [(address, session_port), (address, session_port + 1)]
        self.control, self.data = range(2)

    def close(self):
        for sock in self.sockets:
            sock.close()

    def send(self, side, data):
        self.sockets[side].sendto(data, self.targets[side])
        self.capture.append((time.time(), self.port + side, self.targets[side][1], data))

    def receive(self, side):
        """The next datagram that is there, or None."""
        try:
            data, self.targets[side] = self.sockets[side].recvfrom(65536)
        except BlockingIOError:
            return None
        self.capture.append((time.time(), self.targets[side][1], self.port + side, data))
        return data

    def expect(self, side, command=None):
        """Waits for a datagram, or for a command of two letters, passing over others."""
        while True:
            data = until(lambda: self.receive(side), command or 'a datagram')
            if command is None or data[:4] == b'\xff\xff' + command:
                return data

    def drain(self, side):
        return sum(1 for _ in iter(lambda: self.receive(side), None))

    def send_command(self, side, command, name=None):
        data = b'\xff\xff' + command + struct.pack('>III', VERSION, self.token, self.ssrc)
        self.send(side, data if name is None else data + name.encode() + b'\0')

    def join(self, name='probe'):
        """Invites the session, which accepts."""
        for side in range(2):
            self.send_command(side, b'IN', name)
            answer = self.expect(side, b'OK')
        return answer

    def accept(self, name='studio'):
        """Is invited by the session, and accepts."""
        for side in range(2):
            self.token, = struct.unpack_from('>I', self.expect(side, b'IN'), 8)
            self.send_command(side, b'OK', name)
        self.synchronize(self.expect(self.data, b'CK'))

    def synchronize(self, data):
        """Answers a first datagram of synchronization."""
        if data[8] == 0:
            self.send(self.data, b'\xff\xffCK' + struct.pack(
                '>IBxxx8sQQ', self.ssrc, 1, data[12:20], time.monotonic_ns() // 100_000, 0))

    def send_midi(self, *commands):
        data = bytes.fromhex(' '.join(commands))
        section = struct.pack('>H', 0x8000 | len(data)) if len(data) > 15 else bytes([len(data)])
        header = struct.pack('>BBHII', 0x80, 97, self.sequence, 10000, self.ssrc)
        self.sequence += 1
        self.send(self.data, header + section + data)

    def expect_midi(self):
        """Waits for a packet that has MIDI commands, and returns their bytes."""
        while True:
            data = self.expect(self.data)
            if data[:2] == b'\xff\xff':
                self.synchronize(data)
                continue
            is_long = data[12] & 0x80
            size = struct.unpack_from('>H', data, 12)[0] & 0xFFF if is_long else data[12] & 0xF
            if size:
                start = 14 if is_long else 13
                return data[start:start + size]

    def write_capture(self, path):
        """Writes what came and went as a file for tshark, with addresses of loopback."""
        with open(path, 'wb') as file:
            file.write(struct.pack('<IHHiIII', 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
            for moment, source, destination, data in self.capture:
                udp = struct.pack('>HHHH', source, destination, 8 + len(data), 0) + data
                ip = struct.pack('>BBHHHBBH4s4s', 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0,
                                 bytes([127, 0, 0, 1]), bytes([127, 0, 0, 1]))
                packet = ip + udp
                file.write(struct.pack('<IIII', int(moment), int(moment % 1 * 1e6), len(packet),
                                       len(packet)) + packet)
