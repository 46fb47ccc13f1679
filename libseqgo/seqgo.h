/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#define SEQGO_INSIDE

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/seqgo-event-type.h>
#include <libseqgo/seqgo-port-flags.h>
#include <libseqgo/seqgo-ump-codes.h>
#include <libseqgo/seqgo-version.h>

#include <libseqgo/bridge/seqgo-rtp-bridge.h>
#include <libseqgo/core/seqgo-address.h>
#include <libseqgo/midi/seqgo-event.h>
#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/midi/seqgo-event-class.h>
#include <libseqgo/midi/seqgo-event-pattern.h>
#include <libseqgo/midi/seqgo-midi-file.h>
#include <libseqgo/midi/seqgo-midi-file-event.h>
#include <libseqgo/midi/seqgo-midi-parser.h>
#include <libseqgo/midi/seqgo-sysex-assembler.h>
#include <libseqgo/midi/seqgo-ump.h>
#include <libseqgo/midi/seqgo-ump-block-info.h>
#include <libseqgo/midi/seqgo-ump-endpoint-info.h>
#include <libseqgo/rtp/seqgo-rtp-browser.h>
#include <libseqgo/rtp/seqgo-rtp-error.h>
#include <libseqgo/rtp/seqgo-rtp-invitation.h>
#include <libseqgo/rtp/seqgo-rtp-peer.h>
#include <libseqgo/rtp/seqgo-rtp-service.h>
#include <libseqgo/rtp/seqgo-rtp-session.h>
#include <libseqgo/rtp/seqgo-rtp-statistics.h>
#include <libseqgo/sequencer/seqgo-sequencer-auto-connect.h>
#include <libseqgo/sequencer/seqgo-sequencer-buffer.h>
#include <libseqgo/sequencer/seqgo-sequencer-client.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-follower.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-sender.h>
#include <libseqgo/sequencer/seqgo-sequencer-connection.h>
#include <libseqgo/sequencer/seqgo-sequencer-error.h>
#include <libseqgo/sequencer/seqgo-sequencer-player.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-status.h>
#include <libseqgo/sequencer/seqgo-sequencer-recorder.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-client.h>
#include <libseqgo/sequencer/seqgo-sequencer-system-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-timer.h>
#include <libseqgo/sequencer/seqgo-sequencer-transfer.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

#undef SEQGO_INSIDE
