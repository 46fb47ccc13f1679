/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Stands in for the engine until that is there: a session without anybody. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-private.h>

#define STAND_IN __attribute__ ((weak))

struct _SeqgoRtpEngine
{
  SeqgoRtpEngineSettings settings;
  guint32                ssrc;
};

STAND_IN SeqgoRtpEngine *
seqgo_rtp_engine_new (const char             *name,
                      guint32                 ssrc,
                      const SeqgoRtpEngineIo *io,
                      gpointer                user_data)
{
  SeqgoRtpEngine *self = g_new0 (SeqgoRtpEngine, 1);

  self->settings = (SeqgoRtpEngineSettings){
    .max_packet_size = 1232, .max_remotes = 32, .has_journal = TRUE, .reconnects = TRUE
  };
  self->ssrc = ssrc;
  return self;
}

STAND_IN void
seqgo_rtp_engine_free (SeqgoRtpEngine *self)
{
  g_free (self);
}

STAND_IN SeqgoRtpEngineSettings *
seqgo_rtp_engine_get_settings (SeqgoRtpEngine *self)
{
  return &self->settings;
}

STAND_IN void
seqgo_rtp_engine_set_name (SeqgoRtpEngine *self, const char *name)
{
}

STAND_IN guint32
seqgo_rtp_engine_get_ssrc (SeqgoRtpEngine *self)
{
  return self->ssrc;
}

STAND_IN guint64
seqgo_rtp_engine_get_n_unverified (SeqgoRtpEngine *self)
{
  return 0;
}

STAND_IN guint64
seqgo_rtp_engine_get_n_malformed (SeqgoRtpEngine *self)
{
  return 0;
}

STAND_IN void
seqgo_rtp_engine_receive (SeqgoRtpEngine              *self,
                          SeqgoRtpChannel              channel,
                          const SeqgoRtpRemoteAddress *from,
                          const guint8                *data,
                          gsize                        size,
                          gint64                       now)
{
}

STAND_IN gint64
seqgo_rtp_engine_get_deadline (SeqgoRtpEngine *self)
{
  return -1;
}

STAND_IN void
seqgo_rtp_engine_run (SeqgoRtpEngine *self, gint64 now)
{
}

STAND_IN gboolean
seqgo_rtp_engine_take_notice (SeqgoRtpEngine *self, SeqgoRtpNotice *notice)
{
  return FALSE;
}

STAND_IN void
seqgo_rtp_engine_give_back (SeqgoRtpEngine *self, SeqgoRtpNotice *notice)
{
}

STAND_IN void
seqgo_rtp_engine_close (SeqgoRtpEngine *self, gint64 now)
{
}

STAND_IN void
seqgo_rtp_notice_clear (SeqgoRtpNotice *notice)
{
}

STAND_IN SeqgoRtpRemote *
seqgo_rtp_engine_invite (SeqgoRtpEngine              *self,
                         const SeqgoRtpRemoteAddress *addresses,
                         gsize                        n_addresses,
                         gint64                       now)
{
  return g_rc_box_alloc0 (1);
}

STAND_IN void
seqgo_rtp_engine_answer (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gboolean accept, gint64 now)
{
}

STAND_IN void
seqgo_rtp_engine_end (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
}

STAND_IN void
seqgo_rtp_engine_send (SeqgoRtpEngine *self,
                       SeqgoRtpRemote *remote,
                       const guint8   *message,
                       gsize           size,
                       gint64          when,
                       gint64          now)
{
}

STAND_IN void
seqgo_rtp_engine_flush (SeqgoRtpEngine *self, gint64 now)
{
}

STAND_IN void
seqgo_rtp_engine_get_info (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, SeqgoRtpRemoteInfo *info)
{
}

STAND_IN void
seqgo_rtp_engine_set_remote_journal (SeqgoRtpEngine *self,
                                     SeqgoRtpRemote *remote,
                                     gboolean        has_journal)
{
}

STAND_IN SeqgoRtpRemote *
seqgo_rtp_remote_ref (SeqgoRtpRemote *remote)
{
  return g_rc_box_acquire (remote);
}

STAND_IN void
seqgo_rtp_remote_unref (SeqgoRtpRemote *remote)
{
  g_rc_box_release (remote);
}
