/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*SeqgoFdFunc) (gpointer owner, GIOCondition condition);

/* Calls @func in the thread-default context whenever @fd is ready. @owner is held weakly: the
 * source ends with it. */
GSource *seqgo_fd_source_attach (GObject     *owner,
                                 int          fd,
                                 GIOCondition condition,
                                 int          priority,
                                 const char  *static_name,
                                 SeqgoFdFunc  func);

void seqgo_fd_source_set_condition (GSource *source, GIOCondition condition);

G_END_DECLS
