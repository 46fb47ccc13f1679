#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the network sessions that there are, and then those that come and go, until it is
// interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

const browser = Seqgo.RtpBrowser.open();

browser.connect('service-added', (_browser, service) => print(`+ ${service}`));
browser.connect('service-removed', (_browser, service) => print(`- ${service}`));
GLib.MainLoop.new(null, false).run();
