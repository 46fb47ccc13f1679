/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Runs a fuzz target without libFuzzer: on every file of a corpus, then on mutations of them, which
 * are the same each time. Writes TAP.
 *
 * usage: fuzz-TARGET CORPUS [COUNT [SEED]]
 */

#include <stdlib.h>

#include "fuzz-mutation.h"

#define DEFAULT_COUNT 20000

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Memory of just that size, so that a sanitizer sees what is read beyond it. */
static void
run_input (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_mutation (GPtrArray *corpus)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();

  fuzz_mutate (input, corpus);
  run_input (input->data, input->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = NULL;
  guint64 count, seed;

  if (argc < 2)
    {
      g_printerr ("usage: %s CORPUS [COUNT [SEED]]\n", argv[0]);
      return EXIT_FAILURE;
    }
  count = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 0) : DEFAULT_COUNT;
  seed = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 0) : FUZZ_DEFAULT_SEED;

  corpus = fuzz_read_corpus (argv[1]);
  fuzz_seed (seed);
  LLVMFuzzerInitialize (&argc, &argv);

  g_print ("1..2\n");
  if (corpus->len == 0)
    {
      g_print ("not ok 1 - corpus: no files in %s\n", argv[1]);
      return EXIT_FAILURE;
    }
  for (guint i = 0; i < corpus->len; i++)
    {
      const GByteArray *input = g_ptr_array_index (corpus, i);

      run_input (input->data, input->len);
    }
  g_print ("ok 1 - corpus: %u files\n", corpus->len);

  g_print ("# seed 0x%016" G_GINT64_MODIFIER "x\n", seed);
  for (guint64 i = 0; i < count; i++)
    run_mutation (corpus);
  g_print ("ok 2 - mutations: %" G_GUINT64_FORMAT "\n", count);
  return EXIT_SUCCESS;
}
