/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "seqgo-test.h"

G_BEGIN_DECLS

#define TEST_N_MODELS 4

/* A registry, models of its ports, and what it told. */
typedef struct
{
  SeqgoSequencerRegistry *registry;
  GListModel             *models[TEST_N_MODELS];
  GMainContext           *context;
  GThread                *thread;
  GString                *log;
  guint                   n_closed;
} TestRegistry;

TestRegistry *test_registry_new (void);

void test_registry_free (TestRegistry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRegistry, test_registry_free)

/* Runs the main loop until the registry says the same as the kernel; fails after ten seconds. */
void test_registry_settle (TestRegistry *self);

void test_assert_true_to_proc (SeqgoSequencerRegistry *registry);

/* The models have the ports that are in a list, in the same order. */
void test_assert_models_agree (TestRegistry *self);

gboolean test_model_has (GListModel *model, gpointer item);

GList *test_model_to_list (GListModel *model);

/* "CLIENT:PORT " of each but those of registries; takes the list. */
char *test_describe_ports (GList *ports);

G_END_DECLS
