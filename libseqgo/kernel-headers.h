/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The kernel headers whose codes gen-kernel-codes.py reads. */

#include <sound/asequencer.h>
#include <sound/asound.h>
