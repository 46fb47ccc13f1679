/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoRtpSession invites others. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/* What a task waits for: first for the addresses of the host, then for an answer. */
typedef struct
{
  char           *host;
  guint16         port;
  GCancellable   *resolving;
  SeqgoRtpRemote *remote;
  GSource        *cancelled;
} Invite;

static void
invite_free (gpointer data)
{
  Invite *invite = data;

  g_free (invite->host);
  g_clear_object (&invite->resolving);
  g_clear_pointer (&invite->remote, seqgo_rtp_remote_unref);
  g_assert (invite->cancelled == NULL);
  g_free (invite);
}

/* The task returns next: it need not be cancelled any more. */
static void
stop_waiting (GTask *task)
{
  Invite          *invite = g_task_get_task_data (task);
  SeqgoRtpSession *self = g_task_get_source_object (task);

  if (invite->cancelled != NULL)
    {
      g_source_destroy (invite->cancelled);
      g_clear_pointer (&invite->cancelled, g_source_unref);
    }
  g_ptr_array_remove (self->resolving, task);
  if (invite->remote != NULL)
    g_hash_table_remove (self->tasks, invite->remote);
}

/* Takes the error, and puts in front of its message what was tried. */
static void
fail (GTask *task, GError *error)
{
  Invite *invite = g_task_get_task_data (task);

  if (invite->port > 0)
    g_prefix_error (&error, "Cannot invite %s, port %u: ", invite->host, invite->port);
  else
    g_prefix_error (&error, "Cannot invite %s: ", invite->host);
  g_task_return_error (task, error);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  SeqgoRtpSession *self = g_task_get_source_object (task);
  Invite          *invite = g_task_get_task_data (task);

  stop_waiting (task);
  g_cancellable_cancel (invite->resolving);
  g_task_return_error_if_cancelled (task);
  if (invite->remote != NULL && !self->is_closed)
    {
      seqgo_rtp_engine_end (self->engine, invite->remote, g_get_monotonic_time ());
      seqgo_rtp_session_follow_up (self);
    }
  return G_SOURCE_REMOVE;
}

void
seqgo_rtp_session_end_invitation (SeqgoRtpSession *self,
                                  SeqgoRtpRemote  *remote,
                                  SeqgoRtpPeer    *peer,
                                  GError          *error)
{
  g_autoptr (GTask) task = g_hash_table_lookup (self->tasks, remote);

  if (task == NULL)
    return;
  g_object_ref (task);
  stop_waiting (task);
  if (peer != NULL)
    g_task_return_pointer (task, g_object_ref (peer), g_object_unref);
  else
    fail (task, error);
}

static void
end_task (SeqgoRtpSession *self, GTask *task)
{
  Invite *invite = g_task_get_task_data (task);

  g_object_ref (task);
  stop_waiting (task);
  g_cancellable_cancel (invite->resolving);
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the session was closed"));
  g_object_unref (task);
}

void
seqgo_rtp_session_end_invitations (SeqgoRtpSession *self)
{
  g_autoptr (GList) tasks = g_hash_table_get_values (self->tasks);

  for (GList *link = tasks; link != NULL; link = link->next)
    end_task (self, link->data);
  while (self->resolving->len > 0)
    end_task (self, g_ptr_array_index (self->resolving, 0));
}

/* Appends the addresses that there is a way to. */
static void
add_reachable (SeqgoRtpSession *self, GArray *addresses, GSocketAddress *address, GError **error)
{
  SeqgoRtpRemoteAddress remote;
  GError              **first_error = *error == NULL ? error : NULL;

  if (!seqgo_rtp_remote_address_from_socket_address (&remote, address))
    return;
  if (remote.port == 0 || remote.port > SEQGO_RTP_MAX_PORT)
    g_set_error (first_error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "sessions have ports from 1 to %d, not %u; one that does not listen has none",
                 SEQGO_RTP_MAX_PORT, remote.port);
  else if (seqgo_rtp_socket_can_reach (self->socket, &remote, first_error))
    g_array_append_val (addresses, remote);
}

static gboolean
check_room (SeqgoRtpSession *self, GError **error)
{
  guint max_peers = seqgo_rtp_session_get_max_peers (self);

  if (!seqgo_rtp_engine_is_full (self->engine))
    return TRUE;
  g_set_error (error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_TOO_MANY_PEERS,
               "the session has as many peers as it may, %u, with those that are invited; close "
               "one, or set “max-peers” to more",
               max_peers);
  return FALSE;
}

/* @list has GSocketAddress objects. */
static void
invite_all (GTask *task, GList *list)
{
  SeqgoRtpSession *self = g_task_get_source_object (task);
  Invite          *invite = g_task_get_task_data (task);
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (SeqgoRtpRemoteAddress));
  g_autoptr (GError) error = NULL;

  for (GList *link = list; link != NULL; link = link->next)
    add_reachable (self, addresses, link->data, &error);
  if (addresses->len == 0 && error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                 "it has no address of IPv6 or IPv4");
  if (addresses->len > 0)
    g_clear_error (&error);
  if (error != NULL || !check_room (self, &error))
    {
      stop_waiting (task);
      fail (task, g_steal_pointer (&error));
      return;
    }

  invite->remote
      = seqgo_rtp_engine_invite (self->engine, (SeqgoRtpRemoteAddress *) (void *) addresses->data,
                                 addresses->len, g_get_monotonic_time ());
  g_hash_table_insert (self->tasks, seqgo_rtp_remote_ref (invite->remote), g_object_ref (task));
  seqgo_rtp_session_follow_up (self);
}

/* Takes the error, and puts behind its message what to do. */
static void
fail_to_resolve (GTask *task, GError *error)
{
  const Invite *invite = g_task_get_task_data (task);
  const char   *advice = "";
  GError       *advised;

  if (g_str_has_suffix (invite->host, ".local"))
    advice = "; is it on, and the package libnss-mdns installed here?";
  else if (strchr (invite->host, '.') == NULL)
    advice = "; computers nearby have names such as “studio.local”";
  advised = g_error_new (error->domain, error->code, "%s%s", error->message, advice);
  g_error_free (error);
  fail (task, advised);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SeqgoRtpSession *self = g_task_get_source_object (task);
  Invite          *invite = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GList *found = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);
  g_autolist (GSocketAddress) addresses = NULL;

  /* It may be cancelled or closed meanwhile; then it has returned. */
  if (g_ptr_array_remove (self->resolving, task))
    {
      for (GList *link = found; link != NULL; link = link->next)
        addresses
            = g_list_prepend (addresses, g_inet_socket_address_new (link->data, invite->port));
      addresses = g_list_reverse (addresses);
      if (error == NULL)
        {
          invite_all (task, addresses);
        }
      else
        {
          stop_waiting (task);
          fail_to_resolve (task, g_steal_pointer (&error));
        }
    }
  g_resolver_free_addresses (found);
}

static void
resolve (GTask *task)
{
  Invite          *invite = g_task_get_task_data (task);
  SeqgoRtpSession *self = g_task_get_source_object (task);
  g_autoptr (GResolver) resolver = NULL;
  /* It knows the scope of link-local addresses, as the resolver does not. */
  g_autoptr (GSocketAddress) literal
      = g_inet_socket_address_new_from_string (invite->host, invite->port);

  if (literal != NULL)
    {
      GList list = { .data = literal };

      invite_all (task, &list);
      return;
    }
  resolver = g_resolver_get_default ();
  g_ptr_array_add (self->resolving, g_object_ref (task));
  g_resolver_lookup_by_name_async (resolver, invite->host, invite->resolving, resolved_cb,
                                   g_object_ref (task));
}

/* Returns NULL if it returned an error already. */
static GTask *
begin (SeqgoRtpSession    *self,
       const char         *host,
       guint16             port,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Invite *invite = g_new0 (Invite, 1);

  invite->host = g_strdup (host);
  invite->port = port;
  invite->resolving = g_cancellable_new ();
  g_task_set_source_tag (task, tag);
  g_task_set_name (task, "[Seqgo] invite");
  g_task_set_task_data (task, invite, invite_free);

  if (g_task_return_error_if_cancelled (task))
    return NULL;
  if (!seqgo_rtp_session_check_open (self, "invite", &error)
      || !seqgo_rtp_session_open_socket (self, NULL, 0, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return NULL;
    }
  if (cancellable != NULL)
    {
      invite->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_static_name (invite->cancelled, "[Seqgo] invite cancelled");
      g_source_set_callback (invite->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                             g_object_unref);
      g_source_attach (invite->cancelled, g_task_get_context (task));
    }
  return g_steal_pointer (&task);
}

/**
 * seqgo_rtp_session_invite_async:
 * @self: a session
 * @host: a name, such as “studio.local”, or an IP address, such as “192.168.1.5” or “fe80::1%eth0”
 * @port: the UDP port for control of its session, usually %SEQGO_RTP_DEFAULT_PORT
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when the peer is connected
 * @user_data: data for @callback
 *
 * Invites the session of another machine or program. All addresses of the host that there is a way
 * to are tried in turn; if none answers, that takes 12 seconds for each. A session without ports
 * opens two that are free.
 *
 * #SeqgoRtpSession::peer-added is emitted before @callback is called. To cancel withdraws the
 * invitation.
 *
 * In Python, invite() outside a coroutine waits for the peer. Nothing but this session is served
 * meanwhile: another session of the same thread cannot answer it. With this function it can.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_invite_async (SeqgoRtpSession    *self,
                                const char         *host,
                                guint16             port,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (host != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = begin (self, host, port, seqgo_rtp_session_invite_async, cancellable, callback, user_data);
  if (task != NULL)
    resolve (task);
}

/**
 * seqgo_rtp_session_invite_finish:
 * @self: a session
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_rtp_session_invite_async().
 *
 * Returns: (transfer full): the peer, or %NULL with %SEQGO_RTP_ERROR_NO_ANSWER,
 *   %SEQGO_RTP_ERROR_REJECTED, %SEQGO_RTP_ERROR_NOT_SYNCHRONIZED, %SEQGO_RTP_ERROR_COLLISION,
 *   %SEQGO_RTP_ERROR_TOO_MANY_PEERS, an error of #GResolverError if the host is not known,
 *   %G_IO_ERROR_NETWORK_UNREACHABLE or the like if there is no way to it,
 *   %G_IO_ERROR_INVALID_ARGUMENT, %G_IO_ERROR_CANCELLED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoRtpPeer *
seqgo_rtp_session_invite_finish (SeqgoRtpSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * seqgo_rtp_session_invite_addresses_async:
 * @self: a session
 * @addresses: (element-type GInetSocketAddress): the addresses of one other session, with its port
 *   for control
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when the peer is connected
 * @user_data: data for @callback
 *
 * Invites a session as seqgo_rtp_session_invite_async() does, at addresses that are known.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_invite_addresses_async (SeqgoRtpSession    *self,
                                          GList              *addresses,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  text = addresses != NULL ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (addresses->data))
                           : g_strdup ("a session");
  task = begin (self, text, 0, seqgo_rtp_session_invite_addresses_async, cancellable, callback,
                user_data);
  if (task != NULL)
    invite_all (task, addresses);
}

/**
 * seqgo_rtp_session_invite_addresses_finish:
 * @self: a session
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_rtp_session_invite_addresses_async().
 *
 * Returns: (transfer full): the peer, or %NULL with an error as
 *   seqgo_rtp_session_invite_finish() has them
 *
 * Since: 1.0
 */
SeqgoRtpPeer *
seqgo_rtp_session_invite_addresses_finish (SeqgoRtpSession *self,
                                           GAsyncResult    *result,
                                           GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
