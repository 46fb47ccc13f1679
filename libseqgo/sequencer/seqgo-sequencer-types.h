/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-port-flags.h>

G_BEGIN_DECLS

/**
 * SECTION:seqgo-sequencer-types
 * @title: Directions, presets and lists
 * @short_description: what the functions of the sequencer can be told
 *
 * Small enumerations that several functions share.
 */

/**
 * SeqgoDirection:
 * @SEQGO_DIRECTION_INPUT: it can receive
 * @SEQGO_DIRECTION_OUTPUT: it can send
 * @SEQGO_DIRECTION_DUPLEX: it can do both
 *
 * Which way events go.
 *
 * Since: 1.0
 */
typedef enum /*< flags,prefix=SEQGO_DIRECTION >*/
{
  SEQGO_DIRECTION_INPUT = (1 << 0),
  SEQGO_DIRECTION_OUTPUT = (1 << 1),
  SEQGO_DIRECTION_DUPLEX = SEQGO_DIRECTION_INPUT | SEQGO_DIRECTION_OUTPUT,
} SeqgoDirection;

/**
 * SeqgoPortPreset:
 * @SEQGO_PORT_PRESET_SOURCE: a port that a program sends from; others can connect from it
 * @SEQGO_PORT_PRESET_SINK: a port that a program receives with; others can connect to it
 * @SEQGO_PORT_PRESET_DUPLEX: a port for both
 *
 * What a new port is for. A preset stands for the capabilities of #SeqgoPortCaps that such a port
 * needs, so that patch bays show it and everybody may connect it.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_PORT_PRESET >*/
{
  SEQGO_PORT_PRESET_SOURCE,
  SEQGO_PORT_PRESET_SINK,
  SEQGO_PORT_PRESET_DUPLEX,
} SeqgoPortPreset;

/**
 * SeqgoClientType:
 * @SEQGO_CLIENT_TYPE_UNKNOWN: not known
 * @SEQGO_CLIENT_TYPE_USER: a program
 * @SEQGO_CLIENT_TYPE_KERNEL: a driver
 *
 * What a client of the sequencer is.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_CLIENT_TYPE >*/
{
  SEQGO_CLIENT_TYPE_UNKNOWN,
  SEQGO_CLIENT_TYPE_USER,
  SEQGO_CLIENT_TYPE_KERNEL,
} SeqgoClientType;

/**
 * SeqgoConnectionFlags:
 * @SEQGO_CONNECTION_DEFAULT: one of several connections, which leaves stamps alone
 * @SEQGO_CONNECTION_EXCLUSIVE: neither of the two ports may have other connections in that
 *   direction
 * @SEQGO_CONNECTION_REAL_TIME: the stamps of the connection's queue are times rather than ticks
 *
 * How ports are connected.
 *
 * Since: 1.0
 */
typedef enum /*< flags,prefix=SEQGO_CONNECTION >*/
{
  SEQGO_CONNECTION_DEFAULT = 0,
  SEQGO_CONNECTION_EXCLUSIVE = (1 << 0),
  SEQGO_CONNECTION_REAL_TIME = (1 << 1),
} SeqgoConnectionFlags;

/**
 * SeqgoPortListFlags:
 * @SEQGO_PORT_LIST_DEFAULT: every port that a program may want to connect
 * @SEQGO_PORT_LIST_INPUT: only ports that can be read from
 * @SEQGO_PORT_LIST_OUTPUT: only ports that can be written to
 * @SEQGO_PORT_LIST_WITH_SYSTEM: also the ports of the system client, 0:0 and 0:1
 * @SEQGO_PORT_LIST_NO_THROUGH: no ports of the client “Midi Through”
 * @SEQGO_PORT_LIST_NO_UNEXPORTED: no ports with %SEQGO_PORT_CAPS_NO_EXPORT
 * @SEQGO_PORT_LIST_UNCONNECTABLE: also ports that others may not connect
 * @SEQGO_PORT_LIST_ANY_TYPE: also ports that are not of the type
 *   %SEQGO_PORT_TYPE_MIDI_GENERIC
 * @SEQGO_PORT_LIST_UNSORTED: in the order of their addresses, instead of the best first
 *
 * Which ports seqgo_sequencer_client_list_ports() lists, and how. With both
 * %SEQGO_PORT_LIST_INPUT and %SEQGO_PORT_LIST_OUTPUT it lists the ports that can do both.
 *
 * Since: 1.0
 */
typedef enum /*< flags,prefix=SEQGO_PORT_LIST >*/
{
  SEQGO_PORT_LIST_DEFAULT = 0,
  SEQGO_PORT_LIST_INPUT = (1 << 0),
  SEQGO_PORT_LIST_OUTPUT = (1 << 1),
  SEQGO_PORT_LIST_WITH_SYSTEM = (1 << 2),
  SEQGO_PORT_LIST_NO_THROUGH = (1 << 3),
  SEQGO_PORT_LIST_NO_UNEXPORTED = (1 << 4),
  SEQGO_PORT_LIST_UNCONNECTABLE = (1 << 5),
  SEQGO_PORT_LIST_ANY_TYPE = (1 << 6),
  SEQGO_PORT_LIST_UNSORTED = (1 << 7),
} SeqgoPortListFlags;

G_END_DECLS
