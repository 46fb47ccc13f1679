# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'python'))

import tap   # noqa: E402
from discovery import DiscoveryTestCase   # noqa: E402
from seqgo_test import Gio, GLib, until   # noqa: E402

# Avahi takes no more in one group.
GROUP_SIZE = 25
FLAGS = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
         | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)


class ManyServicesTest(DiscoveryTestCase):
    def publish_many(self, name, n_groups):
        """Announces many sessions; returns the connection, whose end is theirs."""
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SYSTEM, None)
        connection = Gio.DBusConnection.new_for_address_sync(address, FLAGS, None, None)

        def call(path, interface, method, types='()', *arguments):
            return connection.call_sync(
                'org.freedesktop.Avahi', path, f'org.freedesktop.Avahi.{interface}', method,
                GLib.Variant(types, arguments), None, Gio.DBusCallFlags.NONE, -1, None).unpack()

        for i in range(n_groups):
            group, = call('/', 'Server', 'EntryGroupNew')
            for j in range(GROUP_SIZE):
                call(group, 'EntryGroup', 'AddService', '(iiussssqaay)', -1, -1, 0,
                     f'{name} {i} {j}', '_apple-midi._udp', '', '', 6000, [])
            call(group, 'EntryGroup', 'Commit')
        return connection

    def count(self, name):
        return sum(service.name.startswith(name) for service in self.browser)

    def test_no_room(self):
        """What has no room in the list is shown when others have gone."""
        tenors = self.publish_many('Tenor', 3)
        until(lambda: self.count('Tenor') == 3 * GROUP_SIZE)
        self.assertIsNone(self.browser.problem)
        basses = self.publish_many('Bass', 2)
        until(lambda: self.browser.problem)
        self.assertTrue(self.browser.available)
        self.assertLess(self.count('Bass'), 2 * GROUP_SIZE)
        tenors.close_sync(None)
        until(lambda: (self.count('Tenor'), self.count('Bass')) == (0, 2 * GROUP_SIZE))
        self.assertIsNone(self.browser.problem)
        basses.close_sync(None)
        until(lambda: len(self.browser) == 0)


if __name__ == '__main__':
    tap.main()
