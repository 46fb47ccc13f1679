/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* What the accessors of an event return; 0 and NULL where it has nothing. */
typedef struct
{
  guint       type;
  guint       channel;
  guint       note;
  guint       velocity;
  guint       off_velocity;
  guint       duration;
  guint       param;
  int         value;
  guint       control_queue;
  gint64      position_time;
  guint       skew;
  guint       skew_base;
  const char *address;
  const char *sender;
  const char *receiver;
  int         result_event;
  int         result_value;
  const char *data;
  gsize       size;
} Fields;

static void
assert_address (SeqgoAddress *address, const char *expected)
{
  g_autofree char *text = address != NULL ? seqgo_address_to_string (address) : NULL;

  g_assert_cmpstr (text, ==, expected);
  g_clear_pointer (&address, seqgo_address_unref);
}

static void
assert_fields (SeqgoEvent *event, const Fields *expected)
{
  g_autoptr (GBytes) data = seqgo_event_get_data (event);

  g_assert_cmpuint (seqgo_event_get_event_type (event), ==, expected->type);
  g_assert_cmpuint (seqgo_event_get_channel (event), ==, expected->channel);
  g_assert_cmpuint (seqgo_event_get_note (event), ==, expected->note);
  g_assert_cmpuint (seqgo_event_get_velocity (event), ==, expected->velocity);
  g_assert_cmpuint (seqgo_event_get_off_velocity (event), ==, expected->off_velocity);
  g_assert_cmpuint (seqgo_event_get_duration (event), ==, expected->duration);
  g_assert_cmpuint (seqgo_event_get_param (event), ==, expected->param);
  g_assert_cmpint (seqgo_event_get_value (event), ==, expected->value);
  g_assert_cmpuint (seqgo_event_get_control_queue (event), ==, expected->control_queue);
  g_assert_cmpint (seqgo_event_get_position_time (event), ==, expected->position_time);
  g_assert_cmpuint (seqgo_event_get_skew (event), ==, expected->skew);
  g_assert_cmpuint (seqgo_event_get_skew_base (event), ==, expected->skew_base);
  assert_address (seqgo_event_get_address (event), expected->address);
  assert_address (seqgo_event_get_sender (event), expected->sender);
  assert_address (seqgo_event_get_receiver (event), expected->receiver);
  g_assert_cmpint (seqgo_event_get_result_event (event), ==, expected->result_event);
  g_assert_cmpint (seqgo_event_get_result_value (event), ==, expected->result_value);

  g_assert_cmpint (data != NULL, ==, expected->data != NULL);
  if (data != NULL)
    {
      g_assert_cmpuint (g_bytes_get_size (data), ==, expected->size);
      if (expected->size > 0)
        g_assert_true (memcmp (g_bytes_get_data (data, NULL), expected->data, expected->size) == 0);
    }
}

/* Where every new event goes, and when. */
static void
assert_new (SeqgoEvent *event)
{
  assert_address (seqgo_event_get_source (event), "0:0");
  assert_address (seqgo_event_get_destination (event), "254:253");
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, SEQGO_QUEUE_ID_DIRECT);
  g_assert_false (seqgo_event_is_real_time (event));
  g_assert_false (seqgo_event_is_relative (event));
  g_assert_false (seqgo_event_is_recovered (event));
  g_assert_false (seqgo_event_get_high_priority (event));
  g_assert_cmpuint (seqgo_event_get_tick (event), ==, 0);
  g_assert_cmpint (seqgo_event_get_time (event), ==, 0);
  g_assert_cmpuint (seqgo_event_get_tag (event), ==, 0);
}

/* Takes the event. */
static void
check_new (SeqgoEvent *event, const Fields *expected)
{
  assert_new (event);
  assert_fields (event, expected);
  seqgo_event_unref (event);
}

static SeqgoEvent *
new_announcement (SeqgoEventType type, const char *text)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_parse (text, NULL);

  return seqgo_event_new_announcement (type, address);
}

static SeqgoEvent *
new_connection (SeqgoEventType type, const char *from, const char *to)
{
  g_autoptr (SeqgoAddress) sender = seqgo_address_parse (from, NULL);
  g_autoptr (SeqgoAddress) receiver = seqgo_address_parse (to, NULL);

  return seqgo_event_new_connection (type, sender, receiver);
}

static SeqgoEvent *
new_data (guint type, const char *bytes, gsize size)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, size);

  return seqgo_event_new_data ((SeqgoEventType) type, data);
}

#define FIELDS(...)                                                                                \
  &(Fields)                                                                                        \
  {                                                                                                \
    __VA_ARGS__                                                                                    \
  }

static void
test_new_notes (void)
{
  check_new (seqgo_event_new_note (1, 60, 100, 96),
             FIELDS (SEQGO_EVENT_TYPE_NOTE, 1, 60, 100, 0, 96));
  check_new (seqgo_event_new_note_full (255, 254, 253, 252, G_MAXUINT32),
             FIELDS (SEQGO_EVENT_TYPE_NOTE, 255, 254, 253, 252, G_MAXUINT32));
  check_new (seqgo_event_new_note_on (15, 127, 1), FIELDS (SEQGO_EVENT_TYPE_NOTE_ON, 15, 127, 1));
  check_new (seqgo_event_new_note_on (0, 60, 0), FIELDS (SEQGO_EVENT_TYPE_NOTE_ON, 0, 60, 0));
  check_new (seqgo_event_new_note_off (3, 60, 64), FIELDS (SEQGO_EVENT_TYPE_NOTE_OFF, 3, 60, 64));
  check_new (seqgo_event_new_key_pressure (2, 61, 5),
             FIELDS (SEQGO_EVENT_TYPE_KEY_PRESSURE, 2, 61, 5));
}

static void
test_new_controls (void)
{
  check_new (seqgo_event_new_control_change (1, 7, 100),
             FIELDS (SEQGO_EVENT_TYPE_CONTROL_CHANGE, .channel = 1, .param = 7, .value = 100));
  check_new (seqgo_event_new_program_change (2, 127),
             FIELDS (SEQGO_EVENT_TYPE_PROGRAM_CHANGE, .channel = 2, .value = 127));
  check_new (seqgo_event_new_channel_pressure (3, 64),
             FIELDS (SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, .channel = 3, .value = 64));
  check_new (seqgo_event_new_pitch_bend (4, -8192),
             FIELDS (SEQGO_EVENT_TYPE_PITCH_BEND, .channel = 4, .value = -8192));
  check_new (seqgo_event_new_pitch_bend (4, G_MAXINT16),
             FIELDS (SEQGO_EVENT_TYPE_PITCH_BEND, .channel = 4, .value = G_MAXINT16));

  for (guint type = 0; type < 256; type++)
    if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_CONTROL)
      check_new (seqgo_event_new_control ((SeqgoEventType) type, 5, G_MAXUINT32, G_MININT32),
                 FIELDS (type, .channel = 5, .param = G_MAXUINT32, .value = G_MININT32));
}

static void
test_new_queue_controls (void)
{
  for (guint type = 0; type < 256; type++)
    if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_QUEUE
        && type != SEQGO_EVENT_TYPE_SET_POSITION_TIME && type != SEQGO_EVENT_TYPE_QUEUE_SKEW)
      check_new (seqgo_event_new_queue_control ((SeqgoEventType) type, 6, 500000),
                 FIELDS (type, .control_queue = 6, .value = 500000));

  check_new (seqgo_event_new_set_position_time (7, 3 * SECOND + 5),
             FIELDS (SEQGO_EVENT_TYPE_SET_POSITION_TIME, .control_queue = 7, .value = 3,
                     .position_time = 3 * SECOND + 5));
  check_new (seqgo_event_new_set_position_time (7, (G_MAXUINT32 + 1LL) * SECOND - 1),
             FIELDS (SEQGO_EVENT_TYPE_SET_POSITION_TIME, .control_queue = 7, .value = -1,
                     .position_time = (G_MAXUINT32 + 1LL) * SECOND - 1));
  check_new (seqgo_event_new_queue_skew (8, 0x12000, 0x10000),
             FIELDS (SEQGO_EVENT_TYPE_QUEUE_SKEW, .control_queue = 8, .value = 0x12000,
                     .skew = 0x12000, .skew_base = 0x10000));
}

static void
test_new_news (void)
{
  for (guint type = 0; type < 256; type++)
    switch ((SeqgoEventLayout) seqgo_event_layouts[type])
      {
      case SEQGO_EVENT_LAYOUT_ADDRESS:
        check_new (new_announcement ((SeqgoEventType) type, "129:255"),
                   FIELDS (type, .address = "129:255"));
        break;
      case SEQGO_EVENT_LAYOUT_CONNECTION:
        check_new (new_connection ((SeqgoEventType) type, "128:1", "255:254"),
                   FIELDS (type, .sender = "128:1", .receiver = "255:254"));
        break;
      case SEQGO_EVENT_LAYOUT_RESULT:
        check_new (seqgo_event_new_result ((SeqgoEventType) type, 6, -22),
                   FIELDS (type, .result_event = 6, .result_value = -22));
        break;
      case SEQGO_EVENT_LAYOUT_RAW:
      case SEQGO_EVENT_LAYOUT_EMPTY:
      case SEQGO_EVENT_LAYOUT_NOTE:
      case SEQGO_EVENT_LAYOUT_CONTROL:
      case SEQGO_EVENT_LAYOUT_QUEUE:
      case SEQGO_EVENT_LAYOUT_PAYLOAD:
      case SEQGO_EVENT_LAYOUT_UMP:
      default:
        break;
      }
}

static void
test_new_data (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("\xF0\x01\xF7", 3);

  check_new (seqgo_event_new_sysex (message),
             FIELDS (SEQGO_EVENT_TYPE_SYSEX, .data = "\xF0\x01\xF7", .size = 3));
  for (guint type = 0; type < 256; type++)
    if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_PAYLOAD)
      {
        check_new (new_data (type, "abcdefghijklmnop", 16),
                   FIELDS (type, .data = "abcdefghijklmnop", .size = 16));
        check_new (new_data (type, "", 0), FIELDS (type, .data = "", .size = 0));
      }
    else if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_RAW)
      {
        check_new (new_data (type, "abcdefghijkl", 12),
                   FIELDS (type, .data = "abcdefghijkl", .size = 12));
        check_new (new_data (type, "abcde", 5),
                   FIELDS (type, .data = "abcde\0\0\0\0\0\0\0", .size = 12));
        check_new (new_data (type, "", 0),
                   FIELDS (type, .data = "\0\0\0\0\0\0\0\0\0\0\0\0", .size = 12));
      }
}

/* An event of just a type carries zeros. */
static void
test_new_of_type (void)
{
  for (guint type = 0; type < 256; type++)
    {
      Fields fields = { type };

      if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_RAW)
        fields.size = 12;
      if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_RAW
          || seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_PAYLOAD)
        fields.data = "\0\0\0\0\0\0\0\0\0\0\0\0";
      if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_ADDRESS)
        fields.address = "0:0";
      if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_CONNECTION)
        fields.sender = fields.receiver = "0:0";
      check_new (seqgo_event_new ((SeqgoEventType) type), &fields);
    }
}

static void
test_wrong_arguments (void)
{
  g_autoptr (GBytes) too_long = g_bytes_new_static ("abcdefghijklm", 13);
  g_autoptr (GBytes) too_large = g_bytes_new_static ("", (gsize) G_MAXINT32 + 1);
  g_autoptr (SeqgoAddress) address = seqgo_address_new (0, 0);
  g_autoptr (SeqgoEvent) event = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);

#define REFUSED(call)                                                                              \
  g_test_expect_message ("Seqgo", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");                     \
  g_assert_null (call);                                                                            \
  g_test_assert_expected_messages ()

  REFUSED (seqgo_event_new_control (SEQGO_EVENT_TYPE_NOTE_ON, 0, 0, 0));
  REFUSED (seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_RESET, 0, 0));
  REFUSED (seqgo_event_new_set_position_time (0, -1));
  REFUSED (seqgo_event_new_set_position_time (0, (G_MAXUINT32 + 1LL) * SECOND));
  REFUSED (seqgo_event_new_announcement (SEQGO_EVENT_TYPE_PORT_SUBSCRIBED, address));
  REFUSED (seqgo_event_new_connection (SEQGO_EVENT_TYPE_PORT_START, address, address));
  REFUSED (seqgo_event_new_result (SEQGO_EVENT_TYPE_CLOCK, 0, 0));
  REFUSED (seqgo_event_new_data (SEQGO_EVENT_TYPE_ECHO, too_long));
  REFUSED (seqgo_event_new_data (SEQGO_EVENT_TYPE_NOTE_ON, too_long));
  REFUSED (seqgo_event_new_sysex (too_large));
  REFUSED (seqgo_event_at_time (event, 0, -1));
  REFUSED (seqgo_event_after_time (event, 0, -1));
#undef REFUSED
}

static void
test_when (void)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (1, 60, 100);
  g_autoptr (SeqgoEvent) at_tick = seqgo_event_at_tick (event, 3, G_MAXUINT32);
  g_autoptr (SeqgoEvent) at_time = seqgo_event_at_time (at_tick, 4, 5 * SECOND);
  g_autoptr (SeqgoEvent) after_ticks = seqgo_event_after_ticks (at_time, 0, 96);
  g_autoptr (SeqgoEvent) after_time = seqgo_event_after_time (after_ticks, 255, 0);
  g_autoptr (SeqgoEvent) again = seqgo_event_at_tick (after_time, 3, G_MAXUINT32);
  const struct
  {
    SeqgoEvent *event;
    guint       queue_id;
    gboolean    is_real_time;
    gboolean    is_relative;
    guint32     tick;
    gint64      time;
  } cases[] = {
    { at_tick, 3, FALSE, FALSE, G_MAXUINT32, 0 }, { at_time, 4, TRUE, FALSE, 0, 5 * SECOND },
    { after_ticks, 0, FALSE, TRUE, 96, 0 },       { after_time, 255, TRUE, TRUE, 0, 0 },
    { again, 3, FALSE, FALSE, G_MAXUINT32, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (seqgo_event_get_queue_id (cases[i].event), ==, cases[i].queue_id);
      g_assert_cmpint (seqgo_event_is_real_time (cases[i].event), ==, cases[i].is_real_time);
      g_assert_cmpint (seqgo_event_is_relative (cases[i].event), ==, cases[i].is_relative);
      g_assert_cmpuint (seqgo_event_get_tick (cases[i].event), ==, cases[i].tick);
      g_assert_cmpint (seqgo_event_get_time (cases[i].event), ==, cases[i].time);
      assert_fields (cases[i].event, FIELDS (SEQGO_EVENT_TYPE_NOTE_ON, 1, 60, 100));
    }
  assert_new (event);
  g_assert_true (seqgo_event_equal (at_tick, again));
}

static void
test_with (void)
{
  g_autoptr (SeqgoEvent) event = new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\xF7", 2);
  g_autoptr (SeqgoAddress) source = seqgo_address_new (128, 1);
  g_autoptr (SeqgoAddress) destination = seqgo_address_new (20, 2);
  g_autoptr (SeqgoEvent) one = seqgo_event_with_source (event, source);
  g_autoptr (SeqgoEvent) two = seqgo_event_with_destination (one, destination);
  g_autoptr (SeqgoEvent) three = seqgo_event_with_tag (two, 200);
  g_autoptr (SeqgoEvent) four = seqgo_event_with_high_priority (three, 2);
  g_autoptr (SeqgoEvent) five = seqgo_event_with_high_priority (four, FALSE);

  assert_address (seqgo_event_get_source (four), "128:1");
  assert_address (seqgo_event_get_destination (four), "20:2");
  g_assert_cmpuint (seqgo_event_get_tag (four), ==, 200);
  g_assert_true (seqgo_event_get_high_priority (four));
  assert_fields (four, FIELDS (SEQGO_EVENT_TYPE_SYSEX, .data = "\xF0\xF7", .size = 2));

  assert_new (event);
  assert_address (seqgo_event_get_destination (one), "254:253");
  g_assert_cmpuint (seqgo_event_get_tag (two), ==, 0);
  g_assert_false (seqgo_event_get_high_priority (three));
  g_assert_true (seqgo_event_equal (three, five));
}

static void
test_equal (void)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_new (128, 1);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (1, 60, 100);
  g_autoptr (SeqgoEvent) sysex = new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\x01\xF7", 3);
  SeqgoEvent *events[] = {
    seqgo_event_ref (event),
    seqgo_event_new_note_off (1, 60, 100),
    seqgo_event_new_note_on (2, 60, 100),
    seqgo_event_new_note_on (1, 61, 100),
    seqgo_event_new_note_on (1, 60, 101),
    seqgo_event_at_tick (event, 0, 0),
    seqgo_event_at_time (event, 0, 0),
    seqgo_event_at_tick (event, 0, 1),
    seqgo_event_with_source (event, address),
    seqgo_event_with_destination (event, address),
    seqgo_event_with_tag (event, 1),
    seqgo_event_with_high_priority (event, TRUE),
    seqgo_event_ref (sysex),
    new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\x02\xF7", 3),
    new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\x01\x01\xF7", 4),
    new_data (SEQGO_EVENT_TYPE_USER_VAR0, "\xF0\x01\xF7", 3),
  };
  g_autoptr (SeqgoEvent) same = seqgo_event_new_note_on (1, 60, 100);
  g_autoptr (SeqgoEvent) same_sysex = new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\x01\xF7", 3);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    for (guint j = 0; j < G_N_ELEMENTS (events); j++)
      g_assert_cmpint (seqgo_event_equal (events[i], events[j]), ==, i == j);
  g_assert_true (seqgo_event_equal (event, same));
  g_assert_true (seqgo_event_equal (sysex, same_sysex));

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    seqgo_event_unref (events[i]);
}

static void
freed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_ref (void)
{
  gboolean freed = FALSE;
  g_autoptr (GBytes) data = g_bytes_new_with_free_func ("\xF0\xF7", 2, freed_cb, &freed);
  SeqgoEvent *event = seqgo_event_new_sysex (data);
  SeqgoEvent *copy;
  g_auto (GValue) value = G_VALUE_INIT;

  g_clear_pointer (&data, g_bytes_unref);
  g_assert_true (seqgo_event_ref (event) == event);
  seqgo_event_unref (event);

  g_value_init (&value, SEQGO_TYPE_EVENT);
  g_value_take_boxed (&value, event);
  copy = g_value_dup_boxed (&value);
  g_assert_true (copy == event);
  g_value_reset (&value);

  /* Another event of the same payload keeps that alone. */
  event = seqgo_event_with_tag (copy, 1);
  seqgo_event_unref (copy);
  g_assert_false (freed);
  seqgo_event_unref (event);
  g_assert_true (freed);
}

/* Takes the event. */
static void
check_string (SeqgoEvent *event, const char *expected)
{
  g_autofree char *text = seqgo_event_to_string (event);

  g_assert_cmpstr (text, ==, expected);
  seqgo_event_unref (event);
}

/* Takes the event. */
static SeqgoEvent *
with_source (SeqgoEvent *event, guint8 client_id, guint8 port_id)
{
  g_autoptr (SeqgoEvent) taken = event;
  g_autoptr (SeqgoAddress) source = seqgo_address_new (client_id, port_id);

  return seqgo_event_with_source (taken, source);
}

static void
test_to_string (void)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note (1, 60, 100, 96);
  g_autoptr (SeqgoEvent) clock = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
  char bytes[33] = { 0 };

  check_string (with_source (seqgo_event_new_note_on (0, 60, 100), 129, 3),
                "129:3 note-on channel 0 note 60 velocity 100");
  check_string (seqgo_event_new_key_pressure (1, 60, 9),
                "key-pressure channel 1 note 60 pressure 9");
  check_string (seqgo_event_ref (note), "note channel 1 note 60 velocity 100 duration 96");
  check_string (seqgo_event_at_time (note, 2, 3 * SECOND + 5),
                "note channel 1 note 60 velocity 100 duration 96 ms at 3.000000005 s of queue 2");
  check_string (seqgo_event_at_tick (clock, 2, 7), "clock queue 0 at tick 7 of queue 2");
  check_string (seqgo_event_after_ticks (clock, 2, 7), "clock queue 0 at tick +7 of queue 2");
  check_string (seqgo_event_after_time (clock, 2, 1), "clock queue 0 at +0.000000001 s of queue 2");
  check_string (seqgo_event_new_control_change (1, 7, 100),
                "control-change channel 1 controller 7 value 100");
  check_string (seqgo_event_new_program_change (1, 7), "program-change channel 1 program 7");
  check_string (seqgo_event_new_channel_pressure (1, 7), "channel-pressure channel 1 pressure 7");
  check_string (seqgo_event_new_pitch_bend (1, -7), "pitch-bend channel 1 -7");
  check_string (seqgo_event_new_control (SEQGO_EVENT_TYPE_RPN, 1, 2, 3),
                "rpn channel 1 parameter 2 value 3");
  check_string (seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 1000),
                "song-position 1000");
  check_string (seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 1, 500000),
                "tempo queue 1 500000 µs a beat");
  check_string (seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_SET_POSITION_TICK, 1, -1),
                "set-position-tick queue 1 tick 4294967295");
  check_string (seqgo_event_new_set_position_time (1, 3 * SECOND + 5),
                "set-position-time queue 1 3.000000005 s");
  check_string (seqgo_event_new_queue_skew (1, 2, 65536), "queue-skew queue 1 2/65536");
  check_string (new_announcement (SEQGO_EVENT_TYPE_CLIENT_START, "129:0"), "client-start 129");
  check_string (new_announcement (SEQGO_EVENT_TYPE_PORT_EXIT, "129:1"), "port-exit 129:1");
  check_string (new_connection (SEQGO_EVENT_TYPE_PORT_SUBSCRIBED, "129:1", "130:2"),
                "port-subscribed 129:1 -> 130:2");
  check_string (seqgo_event_new_result (SEQGO_EVENT_TYPE_RESULT, 6, -22),
                "result event 6 result -22");
  check_string (seqgo_event_new (SEQGO_EVENT_TYPE_RESET), "reset");
  check_string (seqgo_event_new (SEQGO_EVENT_TYPE_NONE), "none");
  check_string (new_data (SEQGO_EVENT_TYPE_SYSEX, "\xF0\x01\xF7", 3), "sysex 3 bytes F0 01 F7");
  check_string (new_data (SEQGO_EVENT_TYPE_ECHO, "\x01", 1),
                "echo 12 bytes 01 00 00 00 00 00 00 00 00 00 00 00");
  check_string (new_data (SEQGO_EVENT_TYPE_USER_VAR0, bytes, sizeof bytes),
                "user-var0 33 bytes 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
                " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 …");
}

/* A newer kernel has types that this library does not know. */
static void
test_unpack (void)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (3, 60, 100);
  g_autoptr (SeqgoEvent) timed = seqgo_event_at_time (note, 1, 5 * SECOND);
  g_autoptr (GBytes) data = g_bytes_new_static ("\xf0\x01\xf7", 3);
  g_autoptr (SeqgoEvent) sysex = seqgo_event_new_sysex (data);
  gint64 time;
  guint8 type, channel;
  gint32 a, b;

  seqgo_event_unpack (timed, &time, &type, &channel, &a, &b);
  g_assert_cmpint (time, ==, 5 * SECOND);
  g_assert_cmpint (type, ==, SEQGO_EVENT_TYPE_NOTE_ON);
  g_assert_cmpint (channel, ==, 3);
  g_assert_cmpint (a, ==, 60);
  g_assert_cmpint (b, ==, 100);

  seqgo_event_unpack (sysex, NULL, &type, NULL, &a, &b);
  g_assert_cmpint (type, ==, SEQGO_EVENT_TYPE_SYSEX);
  g_assert_cmpint (a, ==, 0);
  g_assert_cmpint (b, ==, 3);
  seqgo_event_unpack (sysex, NULL, NULL, NULL, NULL, NULL);
}

static void
test_unknown_type (void)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("abc", 3);
  SeqgoEventRecord record = { .type = 250, .queue = SEQGO_QUEUE_ID_DIRECT };

  memcpy (&record.a, "abcdefghijkl", 12);
  {
    g_autoptr (SeqgoEvent) event = seqgo_event_new_from_record (&record, NULL);

    assert_fields (event, FIELDS (250, .data = "abcdefghijkl", .size = 12));
    check_string (g_steal_pointer (&event),
                  "type-250 12 bytes 61 62 63 64 65 66 67 68 69 6A 6B 6C");
  }

  record.flags = SEQGO_EVENT_FLAG_VARIABLE;
  {
    g_autoptr (SeqgoEvent) event = seqgo_event_new_from_record (&record, payload);

    assert_fields (event, FIELDS (250, .data = "abc", .size = 3));
    check_string (g_steal_pointer (&event), "type-250 3 bytes 61 62 63");
  }
}

/* As the kernel lays out an event: type, flags, tag, queue, time, source, destination, data. */
static GBytes *
make_cell (guint8 type, guint8 flags, gsize size)
{
  guint8  cell[32] = { type, flags, 9, 3, 0, 0, 0, 0, 0, 0, 0, 0, 128, 1, 129, 2, 5, 60, 100 };
  guint32 tick = 1000;

  memcpy (cell + 4, &tick, sizeof tick);
  return g_bytes_new (cell, size);
}

static void
test_bounced (void)
{
  g_autoptr (GBytes) cell = make_cell (SEQGO_EVENT_TYPE_NOTE_ON, 0, 28);
  g_autoptr (SeqgoEvent) bounce = seqgo_event_new_data (SEQGO_EVENT_TYPE_BOUNCE, cell);
  g_autoptr (SeqgoEvent) original = seqgo_event_get_bounced_event (bounce);
  g_autoptr (SeqgoAddress) source = NULL, destination = NULL, receiver = NULL;
  g_autofree char *text = seqgo_event_to_string (bounce);

  g_assert_nonnull (original);
  g_assert_cmpstr (text, ==,
                   "bounce undelivered to 129:2: 128:1 note-on channel 5 note 60 velocity 100 "
                   "at tick 1000 of queue 3");
  g_assert_cmpint (seqgo_event_get_event_type (original), ==, SEQGO_EVENT_TYPE_NOTE_ON);
  g_assert_cmpuint (seqgo_event_get_tag (original), ==, 9);
  g_assert_cmpuint (seqgo_event_get_queue_id (original), ==, 3);
  g_assert_cmpuint (seqgo_event_get_tick (original), ==, 1000);
  g_assert_cmpuint (seqgo_event_get_channel (original), ==, 5);
  g_assert_cmpuint (seqgo_event_get_note (original), ==, 60);
  g_assert_cmpuint (seqgo_event_get_velocity (original), ==, 100);
  source = seqgo_event_get_source (original);
  destination = seqgo_event_get_destination (original);
  receiver = seqgo_event_get_bounced_receiver (bounce);
  g_assert_cmpuint (seqgo_address_hash (source), ==, 128 << 8 | 1);
  g_assert_cmpuint (seqgo_address_hash (destination), ==, 129 << 8 | 2);
  g_assert_true (seqgo_address_equal (receiver, destination));
}

/* What the kernel gives back of SysEx is where it was and how long, not what. */
static void
test_bounced_payload (void)
{
  g_autoptr (GBytes) cell = make_cell (SEQGO_EVENT_TYPE_SYSEX, 1 << 2, 32);
  g_autoptr (SeqgoEvent) bounce = seqgo_event_new_data (SEQGO_EVENT_TYPE_BOUNCE, cell);
  g_autoptr (SeqgoEvent) original = seqgo_event_get_bounced_event (bounce);
  g_autoptr (GBytes) data = seqgo_event_get_data (original);

  g_assert_cmpint (seqgo_event_get_event_type (original), ==, SEQGO_EVENT_TYPE_SYSEX);
  g_assert_cmpuint (g_bytes_get_size (data), ==, 0);
}

static void
test_not_bounced (void)
{
  g_autoptr (GBytes) cell = make_cell (SEQGO_EVENT_TYPE_NOTE_ON, 0, 28);
  g_autoptr (GBytes) short_cell = make_cell (SEQGO_EVENT_TYPE_NOTE_ON, 0, 27);
  SeqgoEvent *events[] = {
    seqgo_event_new_data (SEQGO_EVENT_TYPE_BOUNCE, short_cell),
    seqgo_event_new (SEQGO_EVENT_TYPE_BOUNCE),
    seqgo_event_new_data (SEQGO_EVENT_TYPE_USER_VAR0, cell),
    seqgo_event_new_note_on (0, 60, 100),
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_assert_null (seqgo_event_get_bounced_event (events[i]));
      g_assert_null (seqgo_event_get_bounced_receiver (events[i]));
      seqgo_event_unref (events[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event/new/notes", test_new_notes);
  g_test_add_func ("/event/new/controls", test_new_controls);
  g_test_add_func ("/event/new/queue-controls", test_new_queue_controls);
  g_test_add_func ("/event/new/news", test_new_news);
  g_test_add_func ("/event/new/data", test_new_data);
  g_test_add_func ("/event/new/of-type", test_new_of_type);
  g_test_add_func ("/event/new/wrong-arguments", test_wrong_arguments);
  g_test_add_func ("/event/when", test_when);
  g_test_add_func ("/event/with", test_with);
  g_test_add_func ("/event/equal", test_equal);
  g_test_add_func ("/event/ref", test_ref);
  g_test_add_func ("/event/to-string", test_to_string);
  g_test_add_func ("/event/unpack", test_unpack);
  g_test_add_func ("/event/S-106/unknown-type", test_unknown_type);
  g_test_add_func ("/event/S-36/bounced", test_bounced);
  g_test_add_func ("/event/S-36/bounced-payload", test_bounced_payload);
  g_test_add_func ("/event/S-36/not-bounced", test_not_bounced);

  return g_test_run ();
}
