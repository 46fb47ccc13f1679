/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-error.h>

/**
 * SECTION:seqgo-sequencer-error
 * @title: SeqgoSequencerError
 * @short_description: why something about the sequencer failed
 *
 * A function that fails returns %FALSE or %NULL and sets an error. Its message says what was tried,
 * why it failed and, where that is known, what to do.
 */

/**
 * seqgo_sequencer_error_quark:
 *
 * Returns what %SEQGO_SEQUENCER_ERROR stands for.
 *
 * Returns: the error domain
 *
 * Since: 1.0
 */
/* clang-format off */
G_DEFINE_QUARK (seqgo-sequencer-error-quark, seqgo_sequencer_error)
/* clang-format on */
