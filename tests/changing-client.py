# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A client of bare alsa-lib that changes its name, and then that of its port, at each SIGUSR1."""

import ctypes
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
alsa = ctypes.CDLL('libasound.so.2')
seq, info = ctypes.c_void_p(), ctypes.c_void_p()
DUPLEX, READ_AND_SUBS_READ, MIDI_GENERIC = 3, 0x21, 2

alsa.snd_seq_open(ctypes.byref(seq), b'default', DUPLEX, 0)
alsa.snd_seq_set_client_name(seq, b'before')
alsa.snd_seq_create_simple_port(seq, b'port before', READ_AND_SUBS_READ, MIDI_GENERIC)

signal.sigwait([signal.SIGUSR1])
alsa.snd_seq_set_client_name(seq, b'after')

signal.sigwait([signal.SIGUSR1])
alsa.snd_seq_port_info_malloc(ctypes.byref(info))
alsa.snd_seq_get_port_info(seq, 0, info)
alsa.snd_seq_port_info_set_name(info, b'port after')
alsa.snd_seq_set_port_info(seq, 0, info)

signal.sigwait([signal.SIGUSR1])
