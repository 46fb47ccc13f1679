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

/* For objects that are list models of what is in a list store of theirs. */
void seqgo_store_model_iface_init (GListModelInterface *iface);

/* Makes the store of @model, for its init function. The model keeps it until it is finalized. */
GListStore *seqgo_store_model_new_store (gpointer model, GType item_type);

G_END_DECLS
