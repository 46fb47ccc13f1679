/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-client.h>
#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>

G_BEGIN_DECLS

struct _SeqgoSequencerClient
{
  GObject               parent_instance;
  SeqgoDirection        direction;
  SeqgoMidiVersion      midi_version;
  int                   priority;
  SeqgoSequencerHandle *handle;
  GStringChunk         *names;
  const char           *name;

  SeqgoSysexAssembler *sysex_assembler;

  /* Held while something is received; taken after @lock. */
  GMutex   input_lock;
  gboolean reassemble_sysex;

  /* The rest is used with @lock held. */
  GMutex     lock;
  GSource   *source;
  GPtrArray *ports;
  GPtrArray *queues;
  GQueue     reads;
  gboolean   is_read_from;
  guint64    n_overflows;
  gboolean   error_bounce;
  GBytes    *event_filter;
};

/* Events were lost. */
void seqgo_sequencer_client_count_overflow (SeqgoSequencerClient *self);

/* Takes what waits for the client as seqgo_sequencer_input() does, with whole SysEx messages.
 * seqgo_sequencer_client_tell_aborted() is to be called after it, without any lock. */
SeqgoEventBatch *seqgo_sequencer_client_receive (SeqgoSequencerClient *self, GError **error);

/* Tells of the messages that will never be whole. */
void seqgo_sequencer_client_tell_aborted (SeqgoSequencerClient *self);

/* Emits the signals for single events, @client_signal and that of the ports. */
void seqgo_sequencer_client_deliver_events (SeqgoSequencerClient *self,
                                            guint                 client_signal,
                                            SeqgoEventBatch      *batch);

/* Gives what has come to the first read that waits. */
void seqgo_sequencer_client_serve_read (SeqgoSequencerClient *self);

/* The client was closed: no read has to wait any longer. */
void seqgo_sequencer_client_end_reads (SeqgoSequencerClient *self);

/* Ports. */

/* Creates the port in the kernel, too. */
SeqgoSequencerPort *seqgo_sequencer_port_new (SeqgoSequencerClient *client,
                                              const char           *name,
                                              SeqgoPortCaps         caps,
                                              SeqgoPortType         type,
                                              int                   port_id,
                                              GError              **error);

/* The client was closed, and the port with it: tells so unless that was told before. */
void seqgo_sequencer_port_end (gpointer self, const GError *error, SeqgoEmission when);

/* An object of a port that exists in the kernel. */
SeqgoSequencerPort *
seqgo_sequencer_port_new_existing (SeqgoSequencerClient *client, guint8 port_id, GError **error);

/* The signal SeqgoSequencerPort::event. */
guint seqgo_sequencer_port_get_event_signal (void);

/* Queues. */

SeqgoSequencerQueue *
seqgo_sequencer_queue_new (SeqgoSequencerHandle *handle, const char *name, GError **error);

SeqgoSequencerQueue *
seqgo_sequencer_queue_open (SeqgoSequencerHandle *handle, guint8 id, GError **error);

SeqgoSequencerQueue *
seqgo_sequencer_queue_find (SeqgoSequencerHandle *handle, const char *name, GError **error);

/* The same as seqgo_sequencer_port_end(). */
void seqgo_sequencer_queue_end (gpointer self, const GError *error, SeqgoEmission when);

/* Connections. */

gboolean seqgo_sequencer_handle_connect_ports (SeqgoSequencerHandle *handle,
                                               SeqgoAddress         *sender,
                                               SeqgoAddress         *receiver,
                                               SeqgoConnectionFlags  flags,
                                               SeqgoSequencerQueue  *queue,
                                               GError              **error);

gboolean seqgo_sequencer_handle_disconnect_ports (SeqgoSequencerHandle *handle,
                                                  SeqgoAddress         *sender,
                                                  SeqgoAddress         *receiver,
                                                  GError              **error);

GList *seqgo_sequencer_handle_list_connections (SeqgoSequencerHandle *handle,
                                                SeqgoAddress         *address,
                                                SeqgoDirection        direction,
                                                GError              **error);

SeqgoSequencerConnection *seqgo_sequencer_connection_new (const snd_seq_port_subscribe_t *info);

SeqgoAddress *seqgo_sequencer_handle_find_address (SeqgoSequencerHandle *handle,
                                                   const char           *name,
                                                   SeqgoDirection        direction,
                                                   GError              **error);

/* Keeps an object of the port @port_id, which exists in the kernel already, as if the client had
 * created it. */
SeqgoSequencerPort *
seqgo_sequencer_client_adopt_port (SeqgoSequencerClient *self, guint8 port_id, GError **error);

/* Lists. */

/* @fd is that of any open sequencer. */
SeqgoSequencerClientInfo *seqgo_sequencer_client_info_new (int fd, snd_seq_client_info_t *info);

SeqgoSequencerPortInfo *seqgo_sequencer_port_info_new (snd_seq_port_info_t *info,
                                                       const char          *client_name);

SeqgoSequencerSystemInfo *seqgo_sequencer_system_info_new (snd_seq_system_info_t *info);

/* Makes @self say what @fresh says of the same port; notifies what changed. Returns whether more
 * than the numbers of connections did. What @fresh says afterwards does not matter. */
gboolean seqgo_sequencer_port_info_update (SeqgoSequencerPortInfo *self,
                                           SeqgoSequencerPortInfo *fresh);

G_END_DECLS
