/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <alsa/asoundlib.h>

#include <libseqgo/seqgo.h>

static const struct
{
  guint alsa;
  SeqgoEventClasses class;
} classes[] = {
  { 1 << SND_SEQ_EVFLG_RESULT, SEQGO_EVENT_CLASS_RESULT },
  { 1 << SND_SEQ_EVFLG_NOTE, SEQGO_EVENT_CLASS_NOTE },
  { 1 << SND_SEQ_EVFLG_CONTROL, SEQGO_EVENT_CLASS_CONTROL },
  { 1 << SND_SEQ_EVFLG_QUEUE, SEQGO_EVENT_CLASS_QUEUE },
  { 1 << SND_SEQ_EVFLG_SYSTEM, SEQGO_EVENT_CLASS_SYSTEM },
  { 1 << SND_SEQ_EVFLG_MESSAGE, SEQGO_EVENT_CLASS_ANNOUNCEMENT },
  { 1 << SND_SEQ_EVFLG_CONNECTION, SEQGO_EVENT_CLASS_CONNECTION },
  { 1 << SND_SEQ_EVFLG_USERS, SEQGO_EVENT_CLASS_USER },
  { 1 << SND_SEQ_EVFLG_FIXED, SEQGO_EVENT_CLASS_FIXED },
  { 1 << SND_SEQ_EVFLG_VARIABLE, SEQGO_EVENT_CLASS_VARIABLE },
};

/* alsa-lib's table has no song position to key signature, nor the announcements of UMP endpoints
 * that its version may not have. */
static gboolean
is_in_alsa_lib (guint type)
{
  return (type < SEQGO_EVENT_TYPE_SONG_POSITION || type > SEQGO_EVENT_TYPE_KEY_SIGNATURE)
         && type != SEQGO_EVENT_TYPE_UMP_ENDPOINT_CHANGE
         && type != SEQGO_EVENT_TYPE_UMP_BLOCK_CHANGE;
}

static void
test_as_alsa_lib (void)
{
  const SeqgoEventClasses ours = SEQGO_EVENT_CLASS_CHANNEL | SEQGO_EVENT_CLASS_MIDI;

  for (guint type = 0; type < 256; type++)
    {
      SeqgoEventClasses expected = 0;

      for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
        if (snd_seq_event_types[type] & classes[i].alsa)
          expected |= classes[i].class;
      if (is_in_alsa_lib (type))
        g_assert_cmphex (seqgo_event_type_get_classes ((SeqgoEventType) type) & ~ours, ==,
                         expected);
    }
}

static void
test_channel (void)
{
  for (guint type = 0; type < 256; type++)
    {
      SeqgoEventType number = (SeqgoEventType) type;
      gboolean       has_channel
          = (seqgo_event_type_get_fields (number) & SEQGO_EVENT_FIELD_CHANNEL) != 0;

      g_assert_cmpint ((seqgo_event_type_get_classes (number) & SEQGO_EVENT_CLASS_CHANNEL) != 0, ==,
                       has_channel);
    }
}

/* An event of the class MIDI, with zeros, can be written; of others none can. */
static void
test_midi (void)
{
  for (guint type = 0; type < 256; type++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new ((SeqgoEventType) type);
      g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, NULL);

      g_assert_cmpint ((seqgo_event_get_classes (event) & SEQGO_EVENT_CLASS_MIDI) != 0, ==,
                       bytes != NULL);
    }
}

static void
test_unknown_type (void)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new ((SeqgoEventType) 250);

  g_assert_cmphex (seqgo_event_type_get_classes ((SeqgoEventType) 250), ==, 0);
  g_assert_cmphex (seqgo_event_get_classes (event), ==, SEQGO_EVENT_CLASS_FIXED);
  g_assert_cmphex (seqgo_event_get_fields (event), ==, SEQGO_EVENT_FIELD_DATA);
}

static void
test_time_signature (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (SeqgoEvent) event
          = seqgo_event_new_time_signature_full (5, (guint8) (1 << i), 255, 9);

      g_assert_cmphex (seqgo_event_get_value (event), ==, 0x0500FF09 | i << 16);
      g_assert_cmpuint (seqgo_event_get_numerator (event), ==, 5);
      g_assert_cmpuint (seqgo_event_get_denominator (event), ==, 1 << i);
      g_assert_cmpuint (seqgo_event_get_clocks_per_click (event), ==, 255);
      g_assert_cmpuint (seqgo_event_get_thirty_seconds_per_quarter (event), ==, 9);
      g_assert_cmpint (seqgo_event_get_sharps (event), ==, 0);
    }
}

static void
test_key_signature (void)
{
  for (gint8 sharps = -7; sharps <= 7; sharps++)
    for (gboolean minor = FALSE; minor <= TRUE; minor++)
      {
        g_autoptr (SeqgoEvent) event = seqgo_event_new_key_signature (sharps, minor);

        g_assert_cmphex (seqgo_event_get_value (event), ==, (guint8) sharps << 8 | minor);
        g_assert_cmpint (seqgo_event_get_sharps (event), ==, sharps);
        g_assert_cmpint (seqgo_event_is_minor (event), ==, minor);
        g_assert_cmpuint (seqgo_event_get_numerator (event), ==, 0);
        g_assert_cmpuint (seqgo_event_get_denominator (event), ==, 0);
      }
}

/* What other programs put there is no error. */
static void
test_other_signatures (void)
{
  static const struct
  {
    SeqgoEventType type;
    gint32         value;
    const char    *text;
  } cases[] = {
    { SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0x06031808, "time-signature 6/8" },
    { SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0x0608, "time-signature 1544" },
    { SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0x04FF1808, "time-signature 83826696" },
    { SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0xFD01, "key-signature 3 flats minor" },
    { SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0x0200, "key-signature 2 sharps major" },
    { SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0x10000, "key-signature 65536" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_control (cases[i].type, 0, 0, cases[i].value);
      g_autofree char *text = seqgo_event_to_string (event);

      g_assert_cmpstr (text, ==, cases[i].text);
      seqgo_event_get_denominator (event);
    }
}

static void
test_wrong_signatures (void)
{
  static const char *const calls[] = { "numerator", "denominator", "sharps" };

  if (g_test_subprocess ())
    {
      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      g_assert_null (seqgo_event_new_time_signature (0, 4));
      g_assert_null (seqgo_event_new_time_signature (4, 3));
      g_assert_null (seqgo_event_new_key_signature (8, FALSE));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *pattern = g_strdup_printf ("*CRITICAL*%s*", calls[i]);

      g_test_trap_assert_stderr (pattern);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-class/as-alsa-lib", test_as_alsa_lib);
  g_test_add_func ("/event-class/channel", test_channel);
  g_test_add_func ("/event-class/midi", test_midi);
  g_test_add_func ("/event-class/S-106/unknown-type", test_unknown_type);
  g_test_add_func ("/event-class/signature/time", test_time_signature);
  g_test_add_func ("/event-class/signature/key", test_key_signature);
  g_test_add_func ("/event-class/signature/others", test_other_signatures);
  g_test_add_func ("/event-class/signature/wrong", test_wrong_signatures);

  return g_test_run ();
}
