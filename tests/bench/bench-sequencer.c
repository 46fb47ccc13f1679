/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Receives and sends 200,000 fixed events through full FIFOs, with the library and with a bare
 * alsa-lib loop in turn, and prints the ratios of the processor time. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <alsa/asoundlib.h>

#include <libseqgo/seqgo.h>

#define POOL_SIZE 2000
#define N_ROUNDS 100
#define N_TURNS 7

static gint64
get_nanoseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
check (int result)
{
  if (result < 0)
    {
      g_printerr ("alsa-lib: %s\n", snd_strerror (result));
      exit (EXIT_FAILURE);
    }
}

/* What both do with an event: the four fields of a control change. */
static guint64 sum;

typedef struct
{
  snd_seq_t *seq;
  int        port;
} Bare;

static Bare
bare_open (const char *name, guint caps)
{
  Bare bare;

  check (snd_seq_open (&bare.seq, "default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK));
  check (snd_seq_set_client_name (bare.seq, name));
  check (snd_seq_set_input_buffer_size (bare.seq, 65536));
  check (snd_seq_set_output_buffer_size (bare.seq, 65536));
  check (snd_seq_set_client_pool_input (bare.seq, POOL_SIZE));
  bare.port = snd_seq_create_simple_port (bare.seq, "port", caps, SND_SEQ_PORT_TYPE_MIDI_GENERIC);
  check (bare.port);
  return bare;
}

static void
bare_fill (Bare *bare, snd_seq_addr_t to)
{
  snd_seq_event_t event;

  snd_seq_ev_clear (&event);
  snd_seq_ev_set_source (&event, (unsigned char) bare->port);
  snd_seq_ev_set_dest (&event, to.client, to.port);
  snd_seq_ev_set_direct (&event);
  for (int i = 0; i < POOL_SIZE; i++)
    {
      snd_seq_ev_set_controller (&event, 0, 7, i % 128);
      check (snd_seq_event_output_buffer (bare->seq, &event));
    }
  check (snd_seq_drain_output (bare->seq));
}

static gint64
bare_receive (Bare *bare)
{
  gint64        start = get_nanoseconds ();
  struct pollfd fd;

  snd_seq_poll_descriptors (bare->seq, &fd, 1, POLLIN);
  poll (&fd, 1, -1);
  for (int i = 0; i < POOL_SIZE; i++)
    {
      snd_seq_event_t *event;

      check (snd_seq_event_input (bare->seq, &event));
      sum += event->type + event->data.control.channel + event->data.control.param
             + (guint) event->data.control.value;
    }
  return get_nanoseconds () - start;
}

static void
batch_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, guint *n_received)
{
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  for (guint i = 0; i < n_records; i++)
    sum += records[i].type + records[i].channel + (guint) records[i].a + (guint) records[i].b;
  *n_received += n_records;
}

static gint64
library_receive (guint *n_received)
{
  gint64 start = get_nanoseconds ();

  *n_received = 0;
  while (*n_received < POOL_SIZE)
    g_main_context_iteration (NULL, FALSE);
  return get_nanoseconds () - start;
}

static int
compare_ratios (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
print_ratio (const char *name, const gint64 *library, const gint64 *bare)
{
  double ratios[N_TURNS];

  for (guint i = 0; i < N_TURNS; i++)
    ratios[i] = (double) library[i] / (double) bare[i];
  qsort (ratios, N_TURNS, sizeof *ratios, compare_ratios);
  g_print ("%s: libseqgo %.0f ns, alsa-lib %.0f ns an event; ratio %.2f (%.2f to %.2f)\n", name,
           (double) library[N_TURNS / 2] / N_ROUNDS / POOL_SIZE,
           (double) bare[N_TURNS / 2] / N_ROUNDS / POOL_SIZE, ratios[N_TURNS / 2], ratios[0],
           ratios[N_TURNS - 1]);
}

static void
bench_receive (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("library", &error);
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_SINK, &error);
  Bare           source = bare_open ("source", SND_SEQ_PORT_CAP_READ);
  Bare           bare = bare_open ("bare", SND_SEQ_PORT_CAP_WRITE);
  snd_seq_addr_t to_bare
      = { (unsigned char) snd_seq_client_id (bare.seq), (unsigned char) bare.port };
  snd_seq_addr_t to_library
      = { seqgo_sequencer_client_get_id (client), seqgo_sequencer_port_get_id (port) };
  gint64 library_time[N_TURNS] = { 0 }, bare_time[N_TURNS] = { 0 };
  guint  n_received = 0;

  seqgo_sequencer_client_set_input_pool (client, POOL_SIZE, &error);
  g_assert_no_error (error);
  g_signal_connect (client, "batch", G_CALLBACK (batch_cb), &n_received);
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint round = 0; round < N_ROUNDS; round++)
      {
        bare_fill (&source, to_bare);
        bare_time[turn] += bare_receive (&bare);
        bare_fill (&source, to_library);
        library_time[turn] += library_receive (&n_received);
      }
  print_ratio ("receive", library_time, bare_time);
  snd_seq_close (source.seq);
  snd_seq_close (bare.seq);
}

static SeqgoEventBatch *
make_batch (void)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < POOL_SIZE; i++)
    g_ptr_array_add (events, seqgo_event_new_control_change (0, 7, (guint8) (i % 128)));
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

static void
bench_send (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("library", &error);
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_SOURCE, &error);
  Bare           source = bare_open ("source", SND_SEQ_PORT_CAP_READ);
  Bare           sink = bare_open ("sink", SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE);
  snd_seq_addr_t to_sink
      = { (unsigned char) snd_seq_client_id (sink.seq), (unsigned char) sink.port };
  g_autoptr (SeqgoAddress) address = seqgo_address_new (to_sink.client, to_sink.port);
  g_autoptr (SeqgoEventBatch) batch = make_batch ();
  gint64 library_time[N_TURNS] = { 0 }, bare_time[N_TURNS] = { 0 };

  seqgo_sequencer_port_connect_to_address (port, address, &error);
  g_assert_no_error (error);
  snd_seq_drop_input (sink.seq);
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint round = 0; round < N_ROUNDS; round++)
      {
        gint64 start = get_nanoseconds ();

        bare_fill (&source, to_sink);
        bare_time[turn] += get_nanoseconds () - start;
        bare_receive (&sink);
        start = get_nanoseconds ();
        seqgo_sequencer_port_send_batch (port, batch, &error);
        g_assert_no_error (error);
        library_time[turn] += get_nanoseconds () - start;
        bare_receive (&sink);
      }
  print_ratio ("send", library_time, bare_time);
  snd_seq_close (source.seq);
  snd_seq_close (sink.seq);
}

int
main (void)
{
  bench_receive ();
  bench_send ();
  return sum == 0;
}
