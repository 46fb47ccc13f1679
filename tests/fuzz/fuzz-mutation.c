/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "fuzz-mutation.h"

#define MAX_INPUT_SIZE 4096

static guint64 random_state = FUZZ_DEFAULT_SEED;

void
fuzz_seed (guint64 seed)
{
  random_state = seed != 0 ? seed : FUZZ_DEFAULT_SEED;
}

/* xorshift64 */
guint
fuzz_random_below (guint limit)
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

  return fuzz_random_below (2) == 0 ? telling[fuzz_random_below (G_N_ELEMENTS (telling))]
                                    : (guint8) fuzz_random_below (256);
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

GPtrArray *
fuzz_read_corpus (const char *path)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
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
  g_ptr_array_sort (corpus, compare_inputs);
  return corpus;
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
mutate_once (GByteArray *input, GPtrArray *corpus)
{
  guint             position = fuzz_random_below (input->len + 1);
  guint             size = fuzz_random_below (MIN (input->len - position, 40) + 1);
  guint8            byte = random_byte ();
  const GByteArray *other = g_ptr_array_index (corpus, fuzz_random_below (corpus->len));

  switch (fuzz_random_below (6))
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

        insert (input, fuzz_random_below (input->len + 1), piece, size);
        break;
      }
    case 3:
      position = fuzz_random_below (other->len + 1);
      size = fuzz_random_below (other->len - position + 1);
      insert (input, fuzz_random_below (input->len + 1), other->data + position, size);
      break;
    case 4:
      if (size > 0)
        input->data[position] ^= (guint8) (1 << fuzz_random_below (8));
      break;
    default:
      if (size > 0)
        input->data[position] = byte;
      break;
    }
  if (input->len > MAX_INPUT_SIZE)
    g_byte_array_set_size (input, MAX_INPUT_SIZE);
}

void
fuzz_mutate (GByteArray *input, GPtrArray *corpus)
{
  const GByteArray *seed = g_ptr_array_index (corpus, fuzz_random_below (corpus->len));

  g_byte_array_set_size (input, 0);
  g_byte_array_append (input, seed->data, seed->len);
  for (guint i = fuzz_random_below (8) + 1; i > 0; i--)
    mutate_once (input, corpus);
}
