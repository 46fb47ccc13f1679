/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "rtp-lossy.h"

gboolean
rtp_lossy_happens (RtpLossy *self, guint percent)
{
  return rtp_traffic_random (self->random, 100) < percent;
}

gboolean
rtp_lossy_transmit (RtpLossy            *self,
                    const RtpTestPacket *packet,
                    RtpLossyFunc         receive,
                    gpointer             user_data)
{
  guint n = 1;

  if (rtp_lossy_happens (self, self->loss))
    n = 0;
  else if (rtp_lossy_happens (self, self->copies))
    n = 2;
  if (n > 0 && !self->has_held && rtp_lossy_happens (self, self->exchanges))
    {
      self->held = *packet;
      self->has_held = TRUE;
      return FALSE;
    }

  for (guint i = 0; i < n; i++)
    receive (user_data, packet);
  if (self->has_held)
    {
      self->has_held = FALSE;
      receive (user_data, &self->held);
    }
  return TRUE;
}
