/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Any words make messages of which everything can be asked, which can be joined or not, and whose
 * events can be converted or not. */

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/seqgo.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
ask_everything (SeqgoUmp *ump)
{
  g_autofree char *text = seqgo_ump_to_string (ump);
  g_autoptr (GBytes) data = seqgo_ump_get_data (ump);
  g_auto (GStrv) fields = seqgo_ump_list_fields (ump);
  gsize               n_words;
  g_autofree guint32 *words = seqgo_ump_get_words (ump, &n_words);
  g_autoptr (SeqgoUmp) again = seqgo_ump_new (words, n_words, NULL);
  gint64 value;

  g_assert (g_utf8_validate (text, -1, NULL));
  g_assert (strchr (text, '\n') == NULL);
  g_assert (seqgo_ump_equal (ump, again));
  g_assert (data == NULL || g_bytes_get_size (data) <= 14);
  for (guint i = 0; fields[i] != NULL; i++)
    g_assert (seqgo_ump_get_field (ump, fields[i], &value));
  g_assert (seqgo_ump_get_group (ump) < 16);
  g_assert (seqgo_ump_get_channel (ump) < 16);
  g_assert (seqgo_ump_get_note (ump) < 128);
  g_assert (seqgo_ump_get_pitch (ump) >= 0 && seqgo_ump_get_pitch (ump) < 128);
  seqgo_ump_get_velocity (ump);
  seqgo_ump_get_param (ump);
  seqgo_ump_get_value (ump);
}

static void
check_event (SeqgoEvent *legacy, SeqgoUmp *ump)
{
  SeqgoMidiVersion version
      = seqgo_ump_get_message_type (ump) == SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE
            ? SEQGO_MIDI_VERSION_UMP_1_0
            : SEQGO_MIDI_VERSION_UMP_2_0;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_event_to_ump (legacy, (guint8) seqgo_ump_get_group (ump), version, &error);
  g_autoptr (SeqgoEvent) event = NULL;
  g_autoptr (SeqgoUmp) again = NULL;

  /* What has fewer bits becomes a message again, of the same kind and in the same place. */
  g_assert_no_error (error);
  event = seqgo_event_batch_get_event (batch, 0);
  again = seqgo_event_get_ump (event);
  g_assert (seqgo_ump_get_group (again) == seqgo_ump_get_group (ump));
  g_assert (seqgo_ump_get_note (again) == seqgo_ump_get_note (ump));
  g_assert (seqgo_ump_get_channel (again) == seqgo_ump_get_channel (ump));
}

static void
convert (SeqgoUmp *ump)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);
  g_autoptr (SeqgoUmp) same = seqgo_event_get_ump (event);
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_to_legacy (event, &error);

  g_assert (seqgo_ump_equal (ump, same));
  g_assert ((batch == NULL) == (error != NULL));
  if (batch == NULL)
    g_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED));
  for (guint i = 0; batch != NULL && i < seqgo_event_batch_get_n_events (batch); i++)
    {
      g_autoptr (SeqgoEvent) legacy = seqgo_event_batch_get_event (batch, i);

      check_event (legacy, ump);
    }
}

static void
join (GPtrArray *umps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = seqgo_ump_join ((SeqgoUmp **) umps->pdata, umps->len, &error);

  g_assert ((bytes == NULL) == (error != NULL));
  if (bytes == NULL)
    g_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
  else
    g_assert (g_bytes_get_size (bytes) <= 2 + umps->len * 14);
}

static void
split_and_join (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  GList *umps = seqgo_ump_new_sysex8 (0, 0, bytes);
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_ump_unref);
  g_autoptr (GBytes) joined = NULL;

  for (GList *link = umps; link != NULL; link = link->next)
    g_ptr_array_add (array, link->data);
  g_list_free (umps);
  joined = seqgo_ump_join ((SeqgoUmp **) array->pdata, array->len, NULL);
  g_assert (g_bytes_equal (bytes, joined));
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) umps = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_ump_unref);
  guint32 words[4];
  gsize   n_words, position = 0;

  split_and_join (data, size);
  while (size - position >= sizeof *words)
    {
      SeqgoUmp *ump = NULL;

      memset (words, 0, sizeof words);
      memcpy (words, data + position, MIN (sizeof words, size - position));
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        words[i] = GUINT32_FROM_BE (words[i]);
      for (n_words = 1; ump == NULL; n_words++)
        ump = seqgo_ump_new (words, n_words, NULL);
      position += MIN ((n_words - 1) * sizeof *words, size - position);

      ask_everything (ump);
      convert (ump);
      g_ptr_array_add (umps, ump);
    }
  join (umps);
  return 0;
}
