/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include "seqgo-rtp.h"

/* Messages and the end go different ways, and what is lost of the messages is made up for by what
 * comes after them; so the end has to wait, for some milliseconds. */
#define LINGER 250

static char    *service_name;
static char    *messages;
static int      wait_time;
static gboolean wants_to_leave;

static const GOptionEntry options[] = {
  { "service", 0, 0, G_OPTION_ARG_STRING, &service_name,
    "Join the session that is announced by this name", "NAME" },
  { "send", 's', 0, G_OPTION_ARG_STRING, &messages, "Send messages, with commas between them",
    "MESSAGES" },
  { "wait", 'w', 0, G_OPTION_ARG_INT, &wait_time, "Wait between messages", "MILLISECONDS" },
  { "leave", 'l', 0, G_OPTION_ARG_NONE, &wants_to_leave, "End when the messages are sent", NULL },
  SEQGO_RTP_NAME_OPTION,
  SEQGO_RTP_JSON_OPTION,
  SEQGO_RTP_TIME_OPTION,
  SEQGO_RTP_COUNT_OPTION,
  { NULL },
};

typedef struct
{
  SeqgoRtpSession *session;
  SeqgoRtpPeer    *peer;
  /* NULL if there is nothing to send. */
  GPtrArray *events;
  guint      n_sent;
} Connection;

static void
connection_clear (Connection *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->peer);
  g_clear_pointer (&self->events, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Connection, connection_clear)

static gboolean
check_arguments (Connection *self, char **arguments, GError **error)
{
  char *words[] = { messages, NULL };

  if ((arguments[0] == NULL) == (service_name == NULL))
    {
      seqgo_tool_set_usage_error (error, "Either a HOST or a “--service”");
      return FALSE;
    }
  if (wait_time < 0)
    {
      seqgo_tool_set_usage_error (error, "Cannot wait for %d milliseconds", wait_time);
      return FALSE;
    }
  if (messages == NULL && (wants_to_leave || wait_time > 0))
    {
      seqgo_tool_set_usage_error (error, "“%s” goes with “--send”",
                                  wants_to_leave ? "--leave" : "--wait");
      return FALSE;
    }
  if (messages == NULL)
    return TRUE;

  self->events = seqgo_tool_parse_messages (words, error);
  return self->events != NULL;
}

static gboolean
leave_cb (gpointer user_data)
{
  seqgo_tool_end_loop (NULL);
  return G_SOURCE_REMOVE;
}

/* Sends the next message, or all if nothing is to wait. */
static gboolean
send_cb (gpointer user_data)
{
  Connection *self = user_data;
  GError     *error = NULL;

  do
    if (!seqgo_rtp_peer_send (self->peer, self->events->pdata[self->n_sent], &error))
      {
        g_prefix_error (&error, "Message %u of %u: ", self->n_sent + 1, self->events->len);
        seqgo_tool_end_loop (error);
        return G_SOURCE_REMOVE;
      }
  while (++self->n_sent < self->events->len && wait_time == 0);

  if (self->n_sent < self->events->len)
    return G_SOURCE_CONTINUE;
  if (wants_to_leave)
    g_timeout_add (LINGER, leave_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* Takes the peer, or the error. */
static void
begin (Connection *self, SeqgoRtpPeer *peer, GError *error)
{
  self->peer = peer;
  if (peer == NULL)
    seqgo_tool_end_loop (error);
  else if (self->events != NULL && send_cb (self) == G_SOURCE_CONTINUE)
    g_timeout_add ((guint) wait_time, send_cb, self);
}

static void
invited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError       *error = NULL;
  SeqgoRtpPeer *peer = seqgo_rtp_session_invite_finish (SEQGO_RTP_SESSION (object), result, &error);

  begin (user_data, peer, error);
}

static void
addresses_invited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError       *error = NULL;
  SeqgoRtpPeer *peer
      = seqgo_rtp_session_invite_addresses_finish (SEQGO_RTP_SESSION (object), result, &error);

  begin (user_data, peer, error);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Connection *self = user_data;
  GError     *error = NULL;
  g_autoptr (SeqgoRtpService) service
      = seqgo_rtp_browser_wait_for_finish (SEQGO_RTP_BROWSER (object), result, &error);
  g_autolist (GObject) addresses
      = service != NULL ? seqgo_rtp_service_list_addresses (service) : NULL;

  if (service != NULL)
    seqgo_rtp_session_invite_addresses_async (self->session, addresses, NULL, addresses_invited_cb,
                                              self);
  else
    seqgo_tool_end_loop (error);
}

/* It ends when the other side does, unless that is invited again. */
static void
peer_removed_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *reason, Connection *self)
{
  if (peer == self->peer && seqgo_rtp_peer_is_closed (peer))
    seqgo_tool_end_loop (reason != NULL ? g_error_copy (reason) : NULL);
}

static gboolean
run (char **arguments, GError **error)
{
  g_auto (Connection) self = { NULL };
  g_autoptr (GNetworkAddress) host = NULL;
  g_autoptr (SeqgoRtpBrowser) browser = NULL;

  if (!seqgo_rtp_check_options (error) || !check_arguments (&self, arguments, error))
    return FALSE;
  if (service_name == NULL)
    {
      host = seqgo_rtp_parse_host (arguments[0], error);
      if (host == NULL)
        return FALSE;
    }

  self.session = seqgo_rtp_new_session ();
  seqgo_rtp_session_set_discoverable (self.session, FALSE);
  seqgo_rtp_display (self.session, NULL, TRUE);
  g_signal_connect_after (self.session, "peer-removed", G_CALLBACK (peer_removed_cb), &self);
  if (host != NULL)
    {
      seqgo_rtp_session_invite_async (self.session, g_network_address_get_hostname (host),
                                      g_network_address_get_port (host), NULL, invited_cb, &self);
    }
  else
    {
      browser = seqgo_rtp_browser_open ();
      seqgo_rtp_browser_wait_for_async (browser, service_name, NULL, found_cb, &self);
    }
  return seqgo_rtp_run (self.session, error);
}

const SeqgoToolCommand seqgo_tool_rtp_connect = {
  .name = "rtp connect",
  .arguments = "[HOST[:PORT]]",
  .summary = "Join a network session, show what comes and send",
  .description = SEQGO_RTP_HOSTS_HELP
  "A session that is lost is joined again. It ends when it is interrupted, or when the\n"
  "other side ends the session.\n\n" SEQGO_TOOL_MESSAGES_HELP
  "Example:\n  seqgo rtp connect studio.local --send \"note-on 0 C4 100\"",
  .options = options,
  .max_arguments = 1,
  .run = run,
};
