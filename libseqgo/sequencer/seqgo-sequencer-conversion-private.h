/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* Whether the kernel converts events for a client. alsa-lib 1.2.14 looks for that in the wrong
 * place. */
gboolean seqgo_sequencer_converts (int fd, guint8 client_id);

G_END_DECLS
