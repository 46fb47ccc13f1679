# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs unittest test cases and prints TAP.

A test is called after its class and method or, if its docstring begins with the number of an
acceptance case such as S-34, after that docstring. Arguments choose the tests in whose names they
are. What goes wrong in callbacks and threads fails the test that runs.
"""

import logging
import re
import sys
import threading
import traceback
import unittest


def get_name(test):
    text = getattr(test, '_testMethodDoc', None) or ''
    if re.match(r'S-\d+ ', text.strip()):
        return ' '.join(text.split('\n\n')[0].split())
    return '.'.join(test.id().split('.')[-2:])


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.n_tests = 0
        self.n_failed = 0
        self.problems = []
        self.reason = None

    def startTest(self, test):
        super().startTest(test)
        self.problems = []
        self.reason = None

    def stopTest(self, test):
        super().stopTest(test)
        self.report(get_name(test))

    def report(self, name):
        self.n_tests += 1
        self.n_failed += bool(self.problems)
        for line in ''.join(self.problems).splitlines():
            print('#', line)
        outcome = 'not ok' if self.problems else 'ok'
        directive = '' if self.reason is None or self.problems else f' # SKIP {self.reason}'
        print(f'{outcome} {self.n_tests} - {name}{directive}', flush=True)
        self.problems = []

    def add_problem(self, error):
        self.problems += traceback.format_exception(*error)

    def addError(self, test, error):
        self.add_problem(error)
        # That is something around the tests, such as setUpClass().
        if not isinstance(test, unittest.TestCase):
            self.report(str(test))

    def addFailure(self, test, error):
        self.add_problem(error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.problems.append(f'{subtest}\n')
            self.add_problem(error)

    def addSkip(self, test, reason):
        self.reason = reason

    def addExpectedFailure(self, test, error):
        pass

    def addUnexpectedSuccess(self, test):
        self.problems.append('the test was expected to fail\n')

    def wasSuccessful(self):
        return self.n_failed == 0


class LogHandler(logging.Handler):
    """Takes what asyncio says of exceptions that nobody caught."""

    def __init__(self, result):
        super().__init__(logging.ERROR)
        self.result = result

    def emit(self, record):
        self.result.problems.append(self.format(record) + '\n')


def catch_what_nobody_catches(result):
    sys.excepthook = lambda *error: result.add_problem(error)
    threading.excepthook = lambda args: result.add_problem(args[:3])
    sys.unraisablehook = lambda args: result.add_problem(
        (args.exc_type, args.exc_value, args.exc_traceback))
    logging.getLogger('asyncio').addHandler(LogHandler(result))


def run(suite):
    result = TapResult()
    catch_what_nobody_catches(result)
    suite.run(result)
    return result


def main():
    loader = unittest.TestLoader()
    suite = unittest.TestSuite(
        test for cases in loader.loadTestsFromModule(sys.modules['__main__']) for test in cases
        if not sys.argv[1:] or any(word in get_name(test) for word in sys.argv[1:]))
    print('TAP version 13')
    result = run(suite)
    print(f'1..{result.n_tests}')
    sys.exit(0 if result.wasSuccessful() else 1)
