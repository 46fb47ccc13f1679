/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-port-info.h>

G_BEGIN_DECLS

struct _SeqgoSequencerPortInfo
{
  GObject       parent_instance;
  SeqgoAddress *address;
  /* From here on, it may change. */
  char          *name;
  char          *client_name;
  SeqgoPortCaps  caps;
  SeqgoPortType  port_type;
  guint          n_readers;
  guint          n_writers;
  guint          midi_channels;
  guint          midi_voices;
  guint          synth_voices;
  gboolean       time_stamping;
  gboolean       real_time;
  guint8         queue_id;
  SeqgoDirection direction;
  int            ump_group;
  gboolean       is_midi1;
};

G_END_DECLS
