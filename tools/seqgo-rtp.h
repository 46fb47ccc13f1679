/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "seqgo-tool.h"

G_BEGIN_DECLS

/* What several commands for network sessions can be told. */
typedef struct
{
  char    *name;
  int      port;
  gboolean is_hidden;
  gboolean wants_json;
  gboolean wants_time_of_day;
  gint64   max_events;
} SeqgoRtpOptions;

extern SeqgoRtpOptions seqgo_rtp_options;

#define SEQGO_RTP_NAME_OPTION                                                                      \
  {                                                                                                \
    "name", 0, 0, G_OPTION_ARG_STRING, &seqgo_rtp_options.name,                                    \
        "The name that others see, instead of the machine's", "NAME"                               \
  }
#define SEQGO_RTP_PORT_OPTION                                                                      \
  {                                                                                                \
    "port", 'p', 0, G_OPTION_ARG_INT, &seqgo_rtp_options.port,                                     \
        "The port to listen at, and the one after it", "PORT"                                      \
  }
#define SEQGO_RTP_HIDDEN_OPTION                                                                    \
  {                                                                                                \
    "hidden", 0, 0, G_OPTION_ARG_NONE, &seqgo_rtp_options.is_hidden,                               \
        "Do not let others find the session", NULL                                                 \
  }
#define SEQGO_RTP_JSON_OPTION                                                                      \
  {                                                                                                \
    "json", 0, 0, G_OPTION_ARG_NONE, &seqgo_rtp_options.wants_json,                                \
        "Print JSON, an object a line", NULL                                                       \
  }
#define SEQGO_RTP_TIME_OPTION                                                                      \
  {                                                                                                \
    "time", 't', 0, G_OPTION_ARG_NONE, &seqgo_rtp_options.wants_time_of_day,                       \
        "Show the time of day instead of the seconds", NULL                                        \
  }
#define SEQGO_RTP_COUNT_OPTION                                                                     \
  {                                                                                                \
    "count", 'n', 0, G_OPTION_ARG_INT64, &seqgo_rtp_options.max_events,                            \
        "End after so many events", "N"                                                            \
  }

/* What the help of commands says that take hosts. */
#define SEQGO_RTP_HOSTS_HELP                                                                       \
  "A HOST is the name of a machine or an address, such as studio.local, 192.168.1.5\n"             \
  "or [fe80::1%eth0]; without a PORT it is 5004.\n\n"

/* Looks whether the options make sense. */
gboolean seqgo_rtp_check_options (GError **error);

/* A session as the options want it. */
SeqgoRtpSession *seqgo_rtp_new_session (void);

gboolean seqgo_rtp_listen (SeqgoRtpSession *session, GError **error);

/* Takes “HOST” and “HOST:PORT” apart. */
GNetworkAddress *seqgo_rtp_parse_host (const char *text, GError **error);

/* Prints what happens in a session, with its events if it @shows_events, until it is closed.
 * @bridge may be NULL. */
void seqgo_rtp_display (SeqgoRtpSession *session, SeqgoRtpBridge *bridge, gboolean shows_events);

/* Prints a line of what happened: @what, and of JSON the member “event”. */
void seqgo_rtp_display_text (const char *event, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Prints what went to and came from a peer. */
void seqgo_rtp_display_statistics (SeqgoRtpPeer *peer);

/* Runs the main loop and then ends the session. */
gboolean seqgo_rtp_run (SeqgoRtpSession *session, GError **error);

G_END_DECLS
