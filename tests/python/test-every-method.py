# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""S-103: everything that the typelib has was called by the other tests, with a right result.

They run here once more, in one process and with recorders in the place of all methods.
"""

import functools
import glob
import importlib.util
import os
import unittest

import gi

gi.require_version('Seqgo', '1.0')
from gi.module import get_introspection_module   # noqa: E402
from gi.repository import GObject   # noqa: E402

import tap   # noqa: E402

FOLDER = os.path.dirname(os.path.realpath(__file__))

# Python has a reference of its own to every record, which nobody must drop for it.
NOT_FOR_PYTHON = {'unref'}

called = set()


class Recorder:
    """Takes the place of a method."""

    def __init__(self, cls, name):
        self.key = f'{cls.__name__}.{name}'
        self.original = 'original_' + name
        setattr(cls, self.original, vars(cls)[name])

    def __get__(self, instance, owner):
        return functools.partial(self, getattr(owner if instance is None else instance,
                                               self.original))

    def __call__(self, function, *arguments, **options):
        called.add(self.key)
        return function(*arguments, **options)


def record_function(module, name):
    function = getattr(module, name)

    def call(*arguments):
        called.add(name)
        return function(*arguments)

    setattr(module, name, call)


def record_signals_and_properties(cls):
    def connect(self, signal, handler, *data):
        name = f'{cls.__name__}::{signal.split("::")[0]}'

        def handle(*arguments):
            called.add(name)
            return handler(*arguments)

        return GObject.Object.connect(self, signal, handle, *data)

    def get_property(self, name):
        called.add(f'{cls.__name__}:{name}')
        return GObject.Object.get_property(self, name)

    cls.connect = connect
    cls.get_property = get_property


def record():
    """Puts recorders everywhere, before the overrides are loaded; returns what they should see."""
    seqgo = get_introspection_module('Seqgo')
    repository = gi.Repository.get_default()
    expected = {}
    for info in repository.get_infos('Seqgo'):
        name = info.get_name()
        if isinstance(info, gi._gi.FunctionInfo):
            expected[name] = {name}
            record_function(seqgo, name)
        elif hasattr(info, 'get_methods') and not name.endswith('Class'):
            cls = getattr(seqgo, name)
            expected[name] = set()
            for method in info.get_methods():
                if method.__name__ in NOT_FOR_PYTHON:
                    continue
                recorder = Recorder(cls, method.__name__)
                setattr(cls, method.__name__, recorder)
                expected[name].add(recorder.key)
            if hasattr(info, 'get_signals'):
                record_signals_and_properties(cls)
                expected[name] |= {f'{name}::{signal.get_name()}' for signal in info.get_signals()}
                expected[name] |= {f'{name}:{pspec.get_name()}' for pspec in info.get_properties()}
    return {name: items for name, items in expected.items() if items}


def load_tests_of_others():
    suite = unittest.TestSuite()
    for path in sorted(glob.glob(os.path.join(FOLDER, 'test-*.py'))):
        if os.path.samefile(path, __file__):
            continue
        name = os.path.basename(path)[:-3].replace('-', '_')
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(module))
    return suite


class EveryMethodTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.expected = record()
        cls.result = unittest.TestResult()
        load_tests_of_others().run(cls.result)

    def test_others_pass(self):
        """S-103 all tests pass in one process"""
        problems = self.result.errors + self.result.failures
        self.assertGreater(self.result.testsRun, 0)
        self.assertEqual(problems, [], '\n'.join(f'{test}\n{text}' for test, text in problems))

    def test_all_called(self):
        """S-103 every function, method, signal and property was used"""
        for name, items in self.expected.items():
            with self.subTest(name):
                self.assertEqual(sorted(items - called), [])


if __name__ == '__main__':
    tap.main()
