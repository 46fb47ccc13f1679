# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests share that tests/lab/avahi runs."""

import os
import subprocess

from seqgo_test import Seqgo, TestCase, until

AVAHI = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'lab', 'avahi')


def control_avahi(option):
    """Starts or stops Avahi: '--start', '--stop'."""
    subprocess.run([AVAHI, option], check=True)


def run_browse(attempts=3):
    try:
        return subprocess.run(['avahi-browse', '--resolve', '--parsable', '--terminate',
                               '--no-db-lookup', '_apple-midi._udp'], timeout=10,
                              stdout=subprocess.PIPE, text=True, check=True).stdout
    except subprocess.TimeoutExpired:
        # Seldom it does not end.
        if attempts == 1:
            raise
        return run_browse(attempts - 1)


def browse():
    """What avahi-browse finds: interface, protocol, name, host, address and port of each."""
    lines = run_browse().splitlines()
    rows = [line.split(';') for line in lines if line.startswith('=')]
    return {(interface, protocol, name, host, address, int(port))
            for _, interface, protocol, name, _, _, host, address, port, *_ in rows}


class DiscoveryTestCase(TestCase):
    """Has a browser."""

    def setUp(self):
        self.browser = Seqgo.RtpBrowser.open()
        self.addCleanup(self.browser.close)

    def publish(self, name, port=6004):
        """Has another program announce a session."""
        process = subprocess.Popen(['avahi-publish', '--service', name, '_apple-midi._udp',
                                    str(port)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def log(self):
        """What the browser tells from now on."""
        lines = []
        for signal in 'service-added', 'service-removed':
            self.browser.connect(signal, lambda _, service, signal=signal: lines.append(
                f'{signal} {service.name}'))
        return lines

    def find(self, name):
        """The service, when it is seen everywhere."""
        until(lambda: (service := self.browser.find_service(name))
              and len(service.addresses) == 4)
        return self.browser.find_service(name)
