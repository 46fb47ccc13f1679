/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A million of datagrams that are almost those of the vectors, the same each time. */

#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#include "fuzz/fuzz-mutation.h"

#define N_PACKETS 1000000
#define SEED 63

static void
add_corpus (GPtrArray *corpus, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", name, NULL);
  g_autoptr (GPtrArray) files = fuzz_read_corpus (path);

  g_assert_cmpuint (files->len, >, 0);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (corpus, g_byte_array_ref (g_ptr_array_index (files, i)));
}

static GPtrArray *
make_corpus (void)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  add_corpus (corpus, "rtp-command");
  add_corpus (corpus, "rtp-journal");
  add_corpus (corpus, "rtp-list");
  return corpus;
}

/* Returns how many commands of MIDI there are. */
static guint
read_list (const SeqgoRtpPacket *packet)
{
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;
  guint              n = 0;

  seqgo_rtp_list_reader_init (&reader, packet);
  while (seqgo_rtp_list_reader_next (&reader, &item))
    n++;
  return n;
}

static void
test_packets (void)
{
  g_autoptr (GPtrArray) corpus = make_corpus ();
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint n_commands = 0, n_packets = 0, n_items = 0;

  fuzz_seed (SEED);
  for (guint i = 0; i < N_PACKETS; i++)
    {
      g_autofree guint8 *data = NULL;
      SeqgoRtpCommand    command;
      SeqgoRtpPacket     packet;

      fuzz_mutate (input, corpus);
      data = g_memdup2 (input->data, input->len);
      if (seqgo_rtp_command_parse (&command, data, input->len))
        n_commands++;
      else if (seqgo_rtp_packet_parse (&packet, data, input->len))
        {
          n_packets++;
          n_items += read_list (&packet);
        }
    }

  g_test_message ("%u commands, %u packets, %u of MIDI", n_commands, n_packets, n_items);
  g_assert_cmpuint (n_commands, >, N_PACKETS / 20);
  g_assert_cmpuint (n_packets, >, N_PACKETS / 5);
  g_assert_cmpuint (n_items, >, N_PACKETS / 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtp-mutations/R-63/packets", test_packets);
  return g_test_run ();
}
