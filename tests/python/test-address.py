# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import random

import tap
from seqgo_test import IO, Seqgo, TestCase

Address = Seqgo.Address


class AddressTest(TestCase):
    def test_numbers(self):
        for client_id, port_id in (0, 1), (128, 0), (255, 255):
            address = Address.new(client_id, port_id)
            self.assertEqual((address.client_id, address.port_id), (client_id, port_id))
            self.assertEqual(address.get_client_id(), client_id)
            self.assertEqual(address.get_port_id(), port_id)

    def test_numbers_out_of_range(self):
        for numbers in (256, 0), (0, 256), (-1, 0):
            with self.assertRaises(OverflowError):
                Address.new(*numbers)

    def test_is_immutable(self):
        address = Address.new(1, 2)
        for name in 'client_id', 'port_id':
            with self.assertRaises(AttributeError):
                setattr(address, name, 3)

    def test_parse(self):
        for text, numbers in {'128:0': (128, 0), '14.3': (14, 3), '20': (20, 0)}.items():
            self.assertEqual(Address.parse(text), Address.new(*numbers))

    def test_parse_nonsense(self):
        for text in '', 'FluidSynth', '256:0', '1:2:3', ' 1:2', '1:', '-1:0':
            with self.assert_error(IO.INVALID_ARGUMENT) as caught:
                Address.parse(text)
            self.assertIn(text, caught.exception.message)

    def test_text(self):
        address = Address.new(128, 7)
        self.assertEqual(str(address), '128:7')
        self.assertEqual(address.to_string(), '128:7')
        self.assertEqual(f'{address}', '128:7')
        self.assertEqual(repr(address), '<Seqgo.Address 128:7>')

    def test_equality(self):
        one, same, other = Address.new(128, 0), Address.parse('128:0'), Address.new(0, 128)
        self.assertTrue(one == same and one.equal(same) and not one != same)
        self.assertTrue(one != other and not one.equal(other) and not one == other)
        self.assertEqual(hash(one), hash(same))
        self.assertEqual(one.hash(), same.hash())
        self.assertEqual({one: 'it'}[same], 'it')
        self.assertEqual(len({one, same, other}), 2)
        self.assertNotEqual(one, '128:0')
        self.assertNotEqual(one, None)

    def test_order(self):
        ordered = [Address.new(client, port) for client in (0, 1, 200) for port in (0, 1, 255)]
        shuffled = random.sample(ordered, len(ordered))
        self.assertEqual(sorted(shuffled), ordered)
        one, other = ordered[:2]
        self.assertTrue(one < other and one <= other and other > one and other >= one)
        self.assertTrue(one <= one and not one < one)
        self.assertLess(one.compare(other), 0)
        with self.assertRaises(TypeError):
            one < '0:1'

    def test_reference(self):
        address = Address.new(1, 2)
        reference = address.ref()
        del address
        self.assertEqual(str(reference), '1:2')


if __name__ == '__main__':
    tap.main()
