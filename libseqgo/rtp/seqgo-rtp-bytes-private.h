/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as the network has them, at any address. */

static inline guint16
seqgo_rtp_get_16 (const guint8 *data)
{
  guint16 value;

  memcpy (&value, data, sizeof value);
  return GUINT16_FROM_BE (value);
}

static inline guint32
seqgo_rtp_get_32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_BE (value);
}

static inline guint64
seqgo_rtp_get_64 (const guint8 *data)
{
  guint64 value;

  memcpy (&value, data, sizeof value);
  return GUINT64_FROM_BE (value);
}

static inline void
seqgo_rtp_set_16 (guint8 *data, guint16 value)
{
  value = GUINT16_TO_BE (value);
  memcpy (data, &value, sizeof value);
}

static inline void
seqgo_rtp_set_32 (guint8 *data, guint32 value)
{
  value = GUINT32_TO_BE (value);
  memcpy (data, &value, sizeof value);
}

static inline void
seqgo_rtp_set_64 (guint8 *data, guint64 value)
{
  value = GUINT64_TO_BE (value);
  memcpy (data, &value, sizeof value);
}

G_END_DECLS
