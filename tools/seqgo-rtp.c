/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the commands for network sessions share. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "seqgo-rtp.h"

#define MAX_PORT 65534

SeqgoRtpOptions seqgo_rtp_options = { .max_events = G_MAXINT64 };

static gint64   start_time, n_events;
static gboolean shows_events;

gboolean
seqgo_rtp_check_options (GError **error)
{
  if (seqgo_rtp_options.port < 0 || seqgo_rtp_options.port > MAX_PORT)
    seqgo_tool_set_usage_error (error, "There is no port %d: they go from 1 to %d, and 0 is any",
                                seqgo_rtp_options.port, MAX_PORT);
  else if (seqgo_rtp_options.max_events < 1)
    seqgo_tool_set_usage_error (
        error, "Cannot end after %" G_GINT64_FORMAT " events: it takes at least one",
        seqgo_rtp_options.max_events);
  else
    return TRUE;
  return FALSE;
}

SeqgoRtpSession *
seqgo_rtp_new_session (void)
{
  const char      *name = seqgo_rtp_options.name;
  SeqgoRtpSession *session = seqgo_rtp_session_new (name != NULL ? name : g_get_host_name ());

  seqgo_rtp_session_set_discoverable (session, !seqgo_rtp_options.is_hidden);
  return session;
}

static void
print_listening (SeqgoRtpSession *session)
{
  g_autoptr (GString) json = g_string_new (NULL);

  if (!seqgo_rtp_options.wants_json)
    {
      printf ("listening at port %u as “%s”\n", seqgo_rtp_session_get_port (session),
              seqgo_rtp_session_get_name (session));
      return;
    }
  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_integer (json, "listening", seqgo_rtp_session_get_port (session));
  seqgo_json_add_string (json, "name", seqgo_rtp_session_get_name (session));
  seqgo_json_end (json, '}');
  puts (json->str);
}

gboolean
seqgo_rtp_listen (SeqgoRtpSession *session, GError **error)
{
  if (!seqgo_rtp_session_listen (session, (guint16) seqgo_rtp_options.port, error))
    return FALSE;

  print_listening (session);
  return TRUE;
}

GNetworkAddress *
seqgo_rtp_parse_host (const char *text, GError **error)
{
  g_autoptr (GError) parse_error = NULL;
  GSocketConnectable *address
      = g_network_address_parse (text, SEQGO_RTP_DEFAULT_PORT, &parse_error);

  if (address == NULL)
    {
      seqgo_tool_set_usage_error (error, "“%s” is no HOST and no HOST:PORT: %s", text,
                                  parse_error->message);
      return NULL;
    }
  return G_NETWORK_ADDRESS (address);
}

/* Microseconds; with the option, of the time of day. */
static gint64
get_arrival (void)
{
  return seqgo_rtp_options.wants_time_of_day ? g_get_real_time ()
                                             : g_get_monotonic_time () - start_time;
}

/* A line has either the text or the JSON. */
static GString *
begin_line (const char *event, SeqgoRtpPeer *peer)
{
  GString *line = g_string_new (NULL);

  if (!seqgo_rtp_options.wants_json)
    {
      seqgo_tool_append_time (line, get_arrival (), seqgo_rtp_options.wants_time_of_day);
      return line;
    }

  seqgo_json_begin (line, NULL, '{');
  seqgo_json_add_microseconds (line, "arrival", get_arrival ());
  if (event != NULL)
    seqgo_json_add_string (line, "event", event);
  if (peer != NULL)
    seqgo_json_add_string (line, "peer", seqgo_rtp_peer_get_name (peer));
  return line;
}

/* Takes the line. */
static void
end_line (GString *line)
{
  GError *error = NULL;

  if (seqgo_rtp_options.wants_json)
    seqgo_json_end (line, '}');
  puts (line->str);
  g_string_free (line, TRUE);
  if (!seqgo_tool_flush (&error))
    seqgo_tool_end_loop (error);
}

void
seqgo_rtp_display_text (const char *event, const char *format, ...)
{
  GString         *line = begin_line (event, NULL);
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (seqgo_rtp_options.wants_json)
    seqgo_json_add_string (line, "text", text);
  else
    g_string_append (line, text);
  end_line (line);
}

static void
show_event (SeqgoRtpPeer *peer, SeqgoEvent *event)
{
  GString         *line = begin_line (NULL, peer);
  g_autofree char *text = NULL;

  if (seqgo_rtp_options.wants_json)
    {
      seqgo_json_add_event_type (line, event);
      seqgo_json_add_event_content (line, event);
      seqgo_json_add_boolean (line, "recovered", seqgo_event_is_recovered (event));
    }
  else
    {
      text = seqgo_event_to_string (event);
      g_string_append_printf (line, "%s: %s", seqgo_rtp_peer_get_name (peer), text);
    }
  end_line (line);
}

static void
batch_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEventBatch *batch, gpointer user_data)
{
  guint n_in_batch = seqgo_event_batch_get_n_events (batch);

  if (!shows_events)
    return;

  for (guint i = 0; i < n_in_batch && n_events < seqgo_rtp_options.max_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);

      show_event (peer, event);
      n_events++;
    }
  if (n_events == seqgo_rtp_options.max_events)
    seqgo_tool_end_loop (NULL);
}

/* Where a peer is, and which port of the sequencer is its own. */
static void
show_peer (const char *event, SeqgoRtpPeer *peer, SeqgoSequencerPort *port)
{
  GString         *line = begin_line (event, peer);
  g_autofree char *text = seqgo_rtp_peer_to_string (peer);
  g_autofree char *address
      = port != NULL ? seqgo_address_to_string (seqgo_sequencer_port_get_address (port)) : NULL;

  if (seqgo_rtp_options.wants_json)
    {
      seqgo_json_add_string (line, "address", seqgo_rtp_peer_get_address (peer));
      seqgo_json_add_integer (line, "port", seqgo_rtp_peer_get_port (peer));
      if (address != NULL)
        seqgo_json_add_string (line, "sequencer", address);
    }
  else
    {
      g_string_append_printf (line, "+ %s%s%s", text, address != NULL ? " at " : "",
                              address != NULL ? address : "");
    }
  end_line (line);
}

static void
peer_added_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoRtpBridge *bridge)
{
  SeqgoSequencerPort *port = bridge != NULL ? seqgo_rtp_bridge_find_port (bridge, peer) : NULL;

  show_peer ("peer-added", peer, port);
}

static void
peer_removed_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *reason, gpointer user_data)
{
  GString         *line = begin_line ("peer-removed", peer);
  g_autofree char *text = seqgo_rtp_peer_to_string (peer);

  if (seqgo_rtp_options.wants_json)
    seqgo_json_add_name (line, "reason", reason != NULL ? reason->message : NULL);
  else
    g_string_append_printf (line, "- %s", reason != NULL ? reason->message : text);
  end_line (line);
}

static void
loss_cb (SeqgoRtpSession *session,
         SeqgoRtpPeer    *peer,
         guint            n_packets,
         gboolean         is_repaired,
         gpointer         user_data)
{
  GString *line = begin_line ("loss", peer);

  if (seqgo_rtp_options.wants_json)
    {
      seqgo_json_add_integer (line, "packets", n_packets);
      seqgo_json_add_boolean (line, "repaired", is_repaired);
    }
  else
    {
      g_string_append_printf (line, "%s: %u packet%s lost, %s", seqgo_rtp_peer_get_name (peer),
                              n_packets, n_packets == 1 ? "" : "s",
                              is_repaired ? "repaired" : "not repaired");
    }
  end_line (line);
}

static void
problem_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *error, gpointer user_data)
{
  GString *line = begin_line ("problem", peer);

  if (seqgo_rtp_options.wants_json)
    seqgo_json_add_string (line, "reason", error->message);
  else
    g_string_append_printf (line, "%s: %s", seqgo_rtp_peer_get_name (peer), error->message);
  end_line (line);
}

static void
publish_problem_cb (SeqgoRtpSession *session, GParamSpec *pspec, gpointer user_data)
{
  const char *problem = seqgo_rtp_session_get_publish_problem (session);

  if (problem != NULL)
    seqgo_rtp_display_text ("not-published", "nobody finds the session: %s", problem);
}

static void
port_lost_cb (SeqgoRtpBridge *bridge, SeqgoSequencerPort *port, guint n_lost, gpointer user_data)
{
  seqgo_rtp_display_text ("lost", "%s: %u event%s lost in the sequencer",
                          seqgo_sequencer_port_get_name (port), n_lost, n_lost == 1 ? "" : "s");
}

static void
port_failed_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, GError *error, gpointer user_data)
{
  seqgo_rtp_display_text ("failed", "%s: %s", seqgo_rtp_peer_get_name (peer), error->message);
}

static void
overflow_cb (SeqgoSequencerClient *client, gpointer user_data)
{
  seqgo_rtp_display_text ("overflow", "overflow: events of the sequencer were lost");
}

void
seqgo_rtp_display (SeqgoRtpSession *session, SeqgoRtpBridge *bridge, gboolean events)
{
  start_time = g_get_monotonic_time ();
  shows_events = events;
  g_signal_connect (session, "batch", G_CALLBACK (batch_cb), NULL);
  /* After the bridge has made a port. */
  g_signal_connect_after (session, "peer-added", G_CALLBACK (peer_added_cb), bridge);
  g_signal_connect (session, "peer-removed", G_CALLBACK (peer_removed_cb), NULL);
  g_signal_connect (session, "loss", G_CALLBACK (loss_cb), NULL);
  g_signal_connect (session, "problem", G_CALLBACK (problem_cb), NULL);
  g_signal_connect (session, "notify::publish-problem", G_CALLBACK (publish_problem_cb), NULL);
  if (bridge != NULL)
    {
      g_signal_connect (bridge, "lost", G_CALLBACK (port_lost_cb), NULL);
      g_signal_connect (bridge, "failed", G_CALLBACK (port_failed_cb), NULL);
      g_signal_connect (seqgo_rtp_bridge_get_client (bridge), "overflow", G_CALLBACK (overflow_cb),
                        NULL);
    }
}

static void
add_statistics (GString *json, SeqgoRtpPeer *peer)
{
  g_autoptr (SeqgoRtpStatistics) statistics = seqgo_rtp_peer_get_statistics (peer);
  const struct
  {
    const char *key;
    guint64 (*get) (SeqgoRtpStatistics *statistics);
  } members[] = {
    { "packets_received", seqgo_rtp_statistics_get_packets_received },
    { "bytes_received", seqgo_rtp_statistics_get_bytes_received },
    { "events_received", seqgo_rtp_statistics_get_events_received },
    { "lost", seqgo_rtp_statistics_get_lost },
    { "unrecoverable", seqgo_rtp_statistics_get_unrecoverable },
    { "recovered", seqgo_rtp_statistics_get_recovered },
    { "duplicate", seqgo_rtp_statistics_get_duplicate },
    { "late", seqgo_rtp_statistics_get_late },
    { "malformed", seqgo_rtp_statistics_get_malformed },
    { "broken_sysex", seqgo_rtp_statistics_get_broken_sysex },
    { "packets_sent", seqgo_rtp_statistics_get_packets_sent },
    { "bytes_sent", seqgo_rtp_statistics_get_bytes_sent },
    { "events_sent", seqgo_rtp_statistics_get_events_sent },
    { "left_out", seqgo_rtp_statistics_get_left_out },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    seqgo_json_add_integer (json, members[i].key, (gint64) members[i].get (statistics));
}

void
seqgo_rtp_display_statistics (SeqgoRtpPeer *peer)
{
  GString *line = begin_line ("statistics", peer);
  gint64   latency = seqgo_rtp_peer_get_latency (peer);
  g_autoptr (SeqgoRtpStatistics) statistics = seqgo_rtp_peer_get_statistics (peer);
  g_autofree char *text = seqgo_rtp_statistics_to_string (statistics);

  if (seqgo_rtp_options.wants_json)
    {
      add_statistics (line, peer);
      if (latency >= 0)
        seqgo_json_add_microseconds (line, "latency", latency);
      else
        seqgo_json_add_null (line, "latency");
    }
  else
    {
      g_string_append_printf (line, "%s: %s", seqgo_rtp_peer_get_name (peer), text);
      if (latency >= 0)
        g_string_append_printf (line, "; latency %.1f ms", (double) latency / 1000);
    }
  end_line (line);
}

gboolean
seqgo_rtp_run (SeqgoRtpSession *session, GError **error)
{
  gboolean is_fine = seqgo_tool_run_loop (error);

  /* That it ends is no news. */
  g_signal_handlers_disconnect_by_func (session, peer_removed_cb, NULL);
  shows_events = FALSE;
  seqgo_rtp_session_close (session);
  return is_fine;
}
