"""
What a program does that measures by itself: one request from the runner on standard input, answers on standard output, a
JSON object a line; live counters in the file of descriptor 3, which the runner reads meanwhile.

For Python 3.6 and later.
"""
import binascii
import json
import mmap
import os
import platform
import sys

from protocol import Job, name_own_thread, NotHere, own_thread, tell

COUNTER_FILE = 3


class Counters(object):
    """A count for each thread or process that advances one. An aligned value is never seen torn."""

    def __init__(self, actors, line):
        self.longs = memoryview(mmap.mmap(COUNTER_FILE, 0)).cast('Q')
        self.actors = actors
        self.distance = line // 8

    def set(self, actor, value):
        self.longs[actor * self.distance] = value

    def get(self, actor):
        return self.longs[actor * self.distance]


def memory_name():
    """Of what this process makes in /dev/shm: what is left of one that was killed is found by it (src/main/lab/staleScratch.ts)."""
    return 'threadlab-%d-%s' % (os.getpid(), binascii.hexlify(os.urandom(4)).decode())


def socket_name():
    """Of a socket that has no file, which would outlive a process that is killed (unix(7), abstract)."""
    return '\0threadlab-%d-%s' % (os.getpid(), binascii.hexlify(os.urandom(8)).decode())


def started(name, others=()):
    """Once, before it measures: what the main thread is called, and which others there are, as (tid, name)."""
    name_own_thread(name)
    threads = [(own_thread(), name[:15])] + list(others)
    tell({'kind': 'started', 'threads': [{'tid': tid, 'name': each} for tid, each in threads]})


def has_gil():
    """Whether its interpreter lock is on; None where that is not known."""
    if hasattr(sys, '_is_gil_enabled'):
        return sys._is_gil_enabled()
    return True if platform.python_implementation() in ('CPython', 'PyPy') else None


def serve(measure):
    """Answers the runner: `measure(job, counters)` returns what was measured, as JSON can hold it. It throws NotHere."""
    asked = json.loads(sys.stdin.readline())
    try:
        tell({'kind': 'measured', 'results': measure(Job(asked), Counters(asked['actors'], asked['line']))})
    except NotHere as reason:
        tell({'kind': 'failed', 'words': str(reason)})
    except ImportError as error:
        tell({'kind': 'failed', 'words': 'it lacks the module %s of its standard library' % error.name})
