/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-avahi-private.h>
#include <libseqgo/rtp/seqgo-rtp-browser.h>

G_BEGIN_DECLS

struct _SeqgoRtpBrowser
{
  GObject              parent_instance;
  SeqgoRtpAvahi       *avahi;
  SeqgoRtpAvahiObject *object;
  /* What has told of services until now, as long as @object has not told of all. */
  SeqgoRtpAvahiObject *old_object;
  gboolean             is_asking;
  GListStore          *services;
  gboolean             is_available;
  char                *problem;

  /* Texts of what identifies a sighting for Avahi, to SeqgoRtpSighting. */
  GHashTable *sightings;

  /* Whether some had no room. */
  gboolean is_full;

  /* While Avahi is young, what was there before is kept though it is not seen. */
  GSource *youth;

  /* Those who wait for a service. */
  GPtrArray *waits;
};

/* seqgo-rtp-browser-wait.c */

GPtrArray *seqgo_rtp_browser_new_waits (void);

/* Hands the service to those who wait for it; if it is NULL, all get an error. They may close the
 * browser. */
void seqgo_rtp_browser_end_waits (SeqgoRtpBrowser *self,
                                  SeqgoRtpService *service,
                                  int              code,
                                  const char      *reason);

#define SEQGO_RTP_BROWSER_CLOSED_REASON "The browser is closed"

G_END_DECLS
