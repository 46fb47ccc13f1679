/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include "seqgo-rtp.h"

static gboolean wants_bridge;

static const GOptionEntry options[] = {
  SEQGO_RTP_NAME_OPTION,
  SEQGO_RTP_PORT_OPTION,
  { "bridge", 'b', 0, G_OPTION_ARG_NONE, &wants_bridge, "Also be a client of the sequencer", NULL },
  SEQGO_RTP_HIDDEN_OPTION,
  SEQGO_RTP_JSON_OPTION,
  SEQGO_RTP_TIME_OPTION,
  SEQGO_RTP_COUNT_OPTION,
  { NULL },
};

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoRtpSession) session = NULL;
  g_autoptr (SeqgoRtpBridge) bridge = NULL;

  if (!seqgo_rtp_check_options (error))
    return FALSE;

  session = seqgo_rtp_new_session ();
  if (wants_bridge)
    {
      bridge = seqgo_rtp_bridge_open_with_session (session, error);
      if (bridge == NULL)
        return FALSE;
    }
  seqgo_rtp_display (session, bridge, TRUE);
  return seqgo_rtp_listen (session, error) && seqgo_rtp_run (session, error);
}

const SeqgoToolCommand seqgo_tool_rtp_serve = {
  .name = "rtp serve",
  .summary = "Host a network session and show what others send",
  .description = "Others find the session by its name, if Avahi runs, or join it at its port.\n"
                 "Those who come and go are told of. It ends when it is interrupted.\n\n"
                 "Example:\n  seqgo rtp serve --name Stage --port 5004",
  .options = options,
  .run = run,
};
