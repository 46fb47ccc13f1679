/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

#define FUZZ_DEFAULT_SEED G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

/* The same numbers come after the same seed; 0 is that of the beginning. */
void fuzz_seed (guint64 seed);

guint fuzz_random_below (guint limit);

/* The files of a folder, in an order that is the same everywhere. */
GPtrArray *fuzz_read_corpus (const char *path);

/* Makes @input one of the corpus with some things changed. */
void fuzz_mutate (GByteArray *input, GPtrArray *corpus);
