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
#include <string.h>

#include <glib.h>

#define DEFAULT_COUNT 20000
#define DEFAULT_SEED G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)
#define MAX_INPUT_SIZE 4096

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static guint64 random_state;

/* xorshift64 */
static guint
random_below (guint limit)
{
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (guint) ((random_state >> 32) % limit);
}

static guint8
random_byte (void)
{
  static const guint8 telling[] = { 0x00, 0x7F, 0x80, 0x90, 0xC0, 0xE0, 0xF0, 0xF1, 0xF2,
                                    0xF4, 0xF6, 0xF7, 0xF8, 0xF9, 0xFD, 0xFE, 0xFF };

  return random_below (2) == 0 ? telling[random_below (G_N_ELEMENTS (telling))]
                               : (guint8) random_below (256);
}

/* Memory of just that size, so that a sanitizer sees what is read beyond it. */
static void
run_input (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
read_corpus (const char *path, GPtrArray *corpus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;

  if (folder == NULL)
    g_error ("%s", error->message);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      char            *data;
      gsize            size;

      if (!g_file_get_contents (file, &data, &size, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (corpus, g_byte_array_new_take ((guint8 *) data, size));
    }
}

/* The order of a folder is not the same everywhere. */
static int
compare_inputs (gconstpointer a, gconstpointer b)
{
  const GByteArray *one = *(GByteArray *const *) a, *other = *(GByteArray *const *) b;

  if (one->len != other->len)
    return one->len < other->len ? -1 : 1;
  return one->len > 0 ? memcmp (one->data, other->data, one->len) : 0;
}

static void
insert (GByteArray *input, guint position, const guint8 *data, guint size)
{
  g_autofree guint8 *rest = g_memdup2 (input->data + position, input->len - position);
  guint              rest_size = input->len - position;

  g_byte_array_set_size (input, position);
  g_byte_array_append (input, data, size);
  g_byte_array_append (input, rest, rest_size);
}

static void
mutate (GByteArray *input, GPtrArray *corpus)
{
  guint             position = random_below (input->len + 1);
  guint             size = random_below (MIN (input->len - position, 40) + 1);
  guint8            byte = random_byte ();
  const GByteArray *other = g_ptr_array_index (corpus, random_below (corpus->len));

  switch (random_below (6))
    {
    case 0:
      insert (input, position, &byte, 1);
      break;
    case 1:
      if (size > 0)
        g_byte_array_remove_range (input, position, size);
      break;
    case 2:
      {
        g_autofree guint8 *piece = g_memdup2 (input->data + position, size);

        insert (input, random_below (input->len + 1), piece, size);
        break;
      }
    case 3:
      position = random_below (other->len + 1);
      size = random_below (other->len - position + 1);
      insert (input, random_below (input->len + 1), other->data + position, size);
      break;
    case 4:
      if (size > 0)
        input->data[position] ^= (guint8) (1 << random_below (8));
      break;
    default:
      if (size > 0)
        input->data[position] = byte;
      break;
    }
  if (input->len > MAX_INPUT_SIZE)
    g_byte_array_set_size (input, MAX_INPUT_SIZE);
}

static void
run_mutation (GPtrArray *corpus)
{
  const GByteArray *seed = g_ptr_array_index (corpus, random_below (corpus->len));
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, seed->data, seed->len);
  for (guint i = random_below (8) + 1; i > 0; i--)
    mutate (input, corpus);
  run_input (input->data, input->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  guint64 count;

  if (argc < 2)
    {
      g_printerr ("usage: %s CORPUS [COUNT [SEED]]\n", argv[0]);
      return EXIT_FAILURE;
    }
  count = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 0) : DEFAULT_COUNT;
  random_state = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 0) : DEFAULT_SEED;
  if (random_state == 0)
    random_state = DEFAULT_SEED;

  read_corpus (argv[1], corpus);
  g_ptr_array_sort (corpus, compare_inputs);
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

  g_print ("# seed 0x%016" G_GINT64_MODIFIER "x\n", random_state);
  for (guint64 i = 0; i < count; i++)
    run_mutation (corpus);
  g_print ("ok 2 - mutations: %" G_GUINT64_FORMAT "\n", count);
  return EXIT_SUCCESS;
}
