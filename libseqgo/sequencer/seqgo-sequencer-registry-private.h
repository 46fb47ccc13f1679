/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry.h>

G_BEGIN_DECLS

enum
{
  SEQGO_REGISTRY_CLIENT_ADDED,
  SEQGO_REGISTRY_CLIENT_REMOVED,
  SEQGO_REGISTRY_CLIENT_CHANGED,
  SEQGO_REGISTRY_PORT_ADDED,
  SEQGO_REGISTRY_PORT_REMOVED,
  SEQGO_REGISTRY_PORT_CHANGED,
  SEQGO_REGISTRY_CONNECTED,
  SEQGO_REGISTRY_DISCONNECTED,
  SEQGO_REGISTRY_CLOSED,
  SEQGO_REGISTRY_N_SIGNALS
};

/* A port as a number, and a connection of two. */
typedef guint16 SeqgoPortKey;
typedef guint32 SeqgoConnectionKey;

#define SEQGO_PORT_KEY(client_id, port_id) ((SeqgoPortKey) ((client_id) << 8 | (port_id)))
#define SEQGO_PORT_KEY_CLIENT(key) ((guint8) ((key) >> 8))
#define SEQGO_CONNECTION_KEY(sender, receiver) ((SeqgoConnectionKey) (sender) << 16 | (receiver))
#define SEQGO_CONNECTION_KEY_SENDER(key) ((SeqgoPortKey) ((key) >> 16))
#define SEQGO_CONNECTION_KEY_RECEIVER(key) ((SeqgoPortKey) (key))

/* What the kernel announced; of an overflow, that it could not. */
typedef struct
{
  gboolean     is_overflow;
  guint8       type;
  SeqgoPortKey port;
  SeqgoPortKey receiver;
} SeqgoAnnouncement;

struct _SeqgoSequencerRegistry
{
  GObject               parent_instance;
  SeqgoSequencerClient *client;
  GListStore           *clients;
  guint64               n_overflows;

  /* SeqgoConnectionKey */
  GHashTable *connections;

  /* SeqgoAnnouncement, and how many of them say of a SeqgoPortKey that it has gone. Of a client,
   * the number of the port is SEQGO_REGISTRY_ANY_PORT. */
  GQueue      announcements;
  GHashTable *n_exits;

  /* While more than 0, listeners see a change of a model, and it must not change once more. */
  guint n_changes;

  /* The number of a client to the GSource that ends the wait for its name. */
  GHashTable *nameless;

  /* SeqgoPortModel */
  GPtrArray *models;

  /* SeqgoSequencerAutoConnect */
  GPtrArray *auto_connects;
};

#define SEQGO_REGISTRY_ANY_PORT 0xFF

/* All that can be connected by anybody. */
#define SEQGO_REGISTRY_ALL_PORTS                                                                   \
  (SEQGO_PORT_LIST_WITH_SYSTEM | SEQGO_PORT_LIST_UNCONNECTABLE | SEQGO_PORT_LIST_ANY_TYPE          \
   | SEQGO_PORT_LIST_UNSORTED)

/* seqgo-sequencer-registry.c */

/* Emits a signal with one or two objects, unless the registry is closed. */
void seqgo_sequencer_registry_emit (SeqgoSequencerRegistry *self,
                                    guint                   signal,
                                    gpointer                object,
                                    gpointer                other);

SeqgoPortKey seqgo_sequencer_port_info_get_key (SeqgoSequencerPortInfo *port);

SeqgoSequencerPortInfo *seqgo_sequencer_registry_find_port_by_key (SeqgoSequencerRegistry *self,
                                                                   SeqgoPortKey            key);

/* seqgo-sequencer-registry-models.c */

GPtrArray *seqgo_sequencer_registry_new_models (void);

void seqgo_sequencer_registry_insert_client (SeqgoSequencerRegistry       *self,
                                             SeqgoSequencerRegistryClient *client);

void seqgo_sequencer_registry_insert_port (SeqgoSequencerRegistry       *self,
                                           SeqgoSequencerRegistryClient *client,
                                           SeqgoSequencerPortInfo       *port);

void seqgo_sequencer_registry_move_port (SeqgoSequencerRegistry *self,
                                         SeqgoSequencerPortInfo *port);

void seqgo_sequencer_registry_take_port (SeqgoSequencerRegistry       *self,
                                         SeqgoSequencerRegistryClient *client,
                                         SeqgoSequencerPortInfo       *port);

void seqgo_sequencer_registry_take_client (SeqgoSequencerRegistry       *self,
                                           SeqgoSequencerRegistryClient *client);

/* seqgo-sequencer-registry-query.c: what the kernel says at the moment. What has gone is NULL or
 * missing. */

SeqgoSequencerPortInfo *seqgo_sequencer_query_port (SeqgoSequencerHandle *handle,
                                                    SeqgoPortKey          key,
                                                    const char           *client_name);

/* SeqgoSequencerPortInfo, in the order of their numbers */
GPtrArray *
seqgo_sequencer_query_ports (SeqgoSequencerHandle *handle, guint8 id, const char *client_name);

/* SeqgoConnectionKey, of the connections to or from the port */
GArray *seqgo_sequencer_query_connections (SeqgoSequencerHandle *handle,
                                           SeqgoPortKey          key,
                                           SeqgoDirection        direction);

/* seqgo-sequencer-registry-update.c */

/* Adds or updates a port of which the kernel says this. */
void seqgo_sequencer_registry_apply_port (SeqgoSequencerRegistry *self,
                                          SeqgoSequencerPortInfo *info);

void seqgo_sequencer_registry_refresh_port (SeqgoSequencerRegistry *self, SeqgoPortKey key);

void seqgo_sequencer_registry_refresh_client (SeqgoSequencerRegistry *self,
                                              guint8                  id,
                                              gboolean                is_final);

void seqgo_sequencer_registry_remove_port (SeqgoSequencerRegistry *self, SeqgoPortKey key);

void seqgo_sequencer_registry_remove_client (SeqgoSequencerRegistry *self, guint8 id);

void seqgo_sequencer_registry_add_connection (SeqgoSequencerRegistry *self, SeqgoConnectionKey key);

/* Somebody wanted it to end, unless it was @by_accident. */
void seqgo_sequencer_registry_remove_connection (SeqgoSequencerRegistry *self,
                                                 SeqgoConnectionKey      key,
                                                 gboolean                by_accident);

/* Has the rules connect what is not connected. */
void seqgo_sequencer_registry_consider_all (SeqgoSequencerRegistry *self);

/* seqgo-sequencer-registry-announce.c */

void seqgo_sequencer_registry_take_announcements (SeqgoSequencerRegistry *self,
                                                  SeqgoEventBatch        *batch);

void seqgo_sequencer_registry_take_overflow (SeqgoSequencerRegistry *self);

/* Whether it is announced, but not yet known here, that the port or its client has gone. */
gboolean seqgo_sequencer_registry_has_gone (SeqgoSequencerRegistry *self, SeqgoPortKey key);

/* Compares with what the kernel says, and makes up for what was not announced. */
void seqgo_sequencer_registry_resync (SeqgoSequencerRegistry *self);

/* Clients of a registry. */

SeqgoSequencerRegistryClient *seqgo_sequencer_registry_client_new (SeqgoSequencerClientInfo *info);

/* Makes it say what @info says of the same client. Returns whether anything changed. */
gboolean seqgo_sequencer_registry_client_update (SeqgoSequencerRegistryClient *self,
                                                 SeqgoSequencerClientInfo     *info);

GListStore *seqgo_sequencer_registry_client_get_ports (SeqgoSequencerRegistryClient *self);

/* Rules of a registry. */

SeqgoSequencerAutoConnect *seqgo_sequencer_auto_connect_new (SeqgoSequencerRegistry *registry,
                                                             const char             *source,
                                                             const char             *target);

/* Tries to connect what the rule wants of all ports. */
void seqgo_sequencer_auto_connect_consider_all (SeqgoSequencerAutoConnect *self);

/* The port appeared or changed. */
void seqgo_sequencer_auto_connect_consider (SeqgoSequencerAutoConnect *self,
                                            SeqgoSequencerPortInfo    *port);

/* The port has gone; what has its address later is another one. */
void seqgo_sequencer_auto_connect_forget_port (SeqgoSequencerAutoConnect *self, SeqgoPortKey key);

/* A connection was ended. It is made again only if that was @by_accident. */
void seqgo_sequencer_auto_connect_forget_connection (SeqgoSequencerAutoConnect *self,
                                                     SeqgoConnectionKey         key,
                                                     gboolean                   by_accident);

/* Adds the SeqgoPortKeys of the ports that the rule keeps connected to a sender. */
void seqgo_sequencer_auto_connect_add_receivers (SeqgoSequencerAutoConnect *self,
                                                 SeqgoPortKey               sender,
                                                 GArray                    *receivers);

G_END_DECLS
