# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import IO, SEQUENCER, Gio, Seqgo, SequencerTestCase, until

Preset = Seqgo.PortPreset


class AutoConnectTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.registry = Seqgo.SequencerRegistry.open()
        self.addCleanup(self.registry.close)

    def auto_connect(self, source, target):
        """A rule, and lists of what it connected and of what failed."""
        rule = self.registry.auto_connect(source=source, target=target)
        connected, failed = [], []
        rule.connect('connected', lambda _, *ports: connected.append(
            ' '.join(port.name for port in ports)))
        rule.connect('failed', lambda _, sender, receiver, error: failed.append(error))
        return rule, connected, failed

    def test_comes_and_comes_back(self):
        """S-03 a port is connected when it appears, and when it comes back"""
        pad = self.a.create_port('pad', Preset.SINK)
        rule, connected, failed = self.auto_connect('Launchkey*', pad)
        self.assertEqual((rule.source, rule.target), ('Launchkey*', str(pad.address)))
        for number in range(1, 4):
            other = self.open('somebody else') if number == 2 else None
            with Seqgo.SequencerClient.open('Launchkey MK3') as key:
                port = key.create_port('MIDI 1', Preset.SOURCE)
                until(lambda: len(connected) == number)
                until(lambda: [one.name for one in self.registry.list_senders(pad)] == ['MIDI 1'])
                self.assertEqual(self.registry.list_receivers(port)[0].name, 'pad')
            until(lambda: not self.registry.list_senders(pad))
            if other:
                other.close()
        self.assertEqual((connected, failed), (['MIDI 1 pad'] * 3, []))

    def test_whatever_names_a_port(self):
        out, pad = self.a.create_port('out'), self.b.create_port('pad')
        until(lambda: self.registry.find_port(pad))
        info = self.registry.find_port(pad)
        for source, target in [(out, pad), (out.address, info), ('A', 'B'), ('A:*', '*:pad'),
                               ('?', str(pad.address))]:
            with self.subTest(source=source, target=target):
                rule, connected, _ = self.auto_connect(source, target)
                until(lambda: connected)
                rule.stop()
                self.assertIn('out pad', connected)
                for other in self.registry.list_receivers(out):
                    out.disconnect_to(other)
                until(lambda: not self.registry.list_receivers(out))

    def test_ended_by_somebody(self):
        out, pad = self.a.create_port('out'), self.b.create_port('pad')
        _, connected, _ = self.auto_connect(out, pad)
        until(lambda: connected)
        until(lambda: self.registry.list_receivers(out))
        out.disconnect_to(pad)
        until(lambda: not self.registry.list_receivers(out))
        other = self.b.create_port('other')
        until(lambda: self.registry.find_port(other))
        self.assertEqual((connected, self.registry.list_receivers(out)), (['out pad'], []))

    def test_failures(self):
        out, pad = self.a.create_port('out'), self.b.create_port('pad', caps=Seqgo.PortCaps.WRITE)
        until(lambda: self.registry.find_port(pad))
        _, connected, failed = self.auto_connect(out, pad)
        until(lambda: failed)
        self.assertTrue(failed[0].matches(Gio.io_error_quark(), IO.PERMISSION_DENIED))
        self.assertEqual(connected, [])

    def test_circle(self):
        both = self.a.create_port('both')
        until(lambda: self.registry.find_port(both))
        self.auto_connect(both, 'Midi Through')
        _, connected, failed = self.auto_connect('Midi Through', both)
        until(lambda: failed)
        self.assertTrue(failed[0].matches(Seqgo.sequencer_error_quark(), SEQUENCER.LOOP))
        self.assertIn('circle', failed[0].message)
        self.assertEqual(connected, [])

    def test_bad_arguments(self):
        for source in 128, None, self.a:
            with self.assertRaises(TypeError):
                self.registry.auto_connect(source, 'B')
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.registry.auto_connect('', 'B')
        self.registry.close()
        with self.assert_error(IO.CLOSED):
            self.registry.auto_connect('A', 'B')

    def test_port_that_is_closed(self):
        out, pad = self.a.create_port('out'), self.b.create_port('pad')
        rule, connected, _ = self.auto_connect(out, pad)
        until(lambda: connected)
        pad.close()
        other = self.b.create_port('other')
        self.assertEqual(other.address, pad.address)
        self.assertTrue(rule.is_stopped())
        until(lambda: self.registry.find_port(other) and self.registry.find_port(other).name
              == 'other')
        self.assertEqual(self.registry.list_receivers(out), [])

    def test_stop(self):
        with self.registry.auto_connect('A', 'B') as rule:
            self.assertEqual(repr(rule), "<Seqgo.SequencerAutoConnect 'A' to 'B'>")
            self.assertFalse(rule.is_stopped())
        self.assertTrue(rule.is_stopped())
        self.assertEqual(repr(rule), "<Seqgo.SequencerAutoConnect 'A' to 'B' stopped>")
        for pspec in rule.list_properties():
            self.assertEqual(rule.get_property(pspec.name), getattr(rule, pspec.name))
        other = self.registry.auto_connect('A', 'B')
        self.registry.close()
        self.assertTrue(other.is_stopped())


if __name__ == '__main__':
    tap.main()
