# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from discovery import DiscoveryTestCase
from seqgo_test import Gio


class ServiceTest(DiscoveryTestCase):
    def test_attributes(self):
        """R-20 a service has its name, its port, and the name of its host"""
        self.publish('Organ')
        service = self.find('Organ')
        self.assertEqual((service.name, service.host, service.port, service.is_local),
                         ('Organ', 'lab.local', 6004, True))
        self.assertEqual([service.get_property(name) for name in
                          ('name', 'host', 'port', 'is-local')],
                         ['Organ', 'lab.local', 6004, True])
        self.assertEqual(service.get_property('addresses'), service.addresses)
        self.assertEqual(str(service), 'Organ on lab.local, port 6004')
        self.assertEqual(repr(service), '<Seqgo.RtpService Organ on lab.local, port 6004>')

    def test_addresses(self):
        """R-20 a service has all its addresses, for texts and to be invited"""
        self.publish('Flute')
        service = self.find('Flute')
        texts = ['192.0.2.1', '2001:db8::1', '127.0.0.1', '::1']
        self.assertEqual(service.addresses, texts)
        addresses = service.list_addresses()
        self.assertEqual([address.get_address().to_string() for address in addresses], texts)
        for address in addresses:
            self.assertIsInstance(address, Gio.InetSocketAddress)
            self.assertEqual(address.get_port(), 6004)


if __name__ == '__main__':
    tap.main()
