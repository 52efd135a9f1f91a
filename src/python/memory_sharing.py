"""
memory-sharing on CPython: main and another that it starts (a thread, a forked process, a process that attaches shared memory) write
to one region, and each looks what it sees of both sides' writes.
"""
import multiprocessing
import os
import threading

import clock
import memory
import program

PAGE = os.sysconf('SC_PAGE_SIZE')
# Pages between two notes of how many were written.
NOTE_EVERY = 64
# Where in its pages each of the two writes, and what.
OTHER, MAIN = 0, 1
MARK = 1


class Pages(object):
    """The pages that are written, spread evenly over `size` bytes of a region. No address is kept: to look at one would write to its count of references."""

    def __init__(self, size, share):
        self.all = size // PAGE
        self.count = int(round(self.all * share))

    def addresses(self, first=0, last=None):
        return (number * self.all // self.count * PAGE for number in range(first, self.count if last is None else last))

    def write(self, region, side, note=lambda written: None):
        """Seconds that it took."""
        began = clock.seconds()
        for first in range(0, self.count, NOTE_EVERY):
            last = min(self.count, first + NOTE_EVERY)
            for address in self.addresses(first, last):
                region[address + side] = MARK
            note(last)
        return clock.seconds() - began

    def seen(self, region, side):
        """How many of the writes of a side are there."""
        return sum(region[address + side] == MARK for address in self.addresses())


class Ordinary(object):
    """A region that is an object like any other of its process."""

    def __init__(self, size):
        self.bytes = bytearray(size)

    def attach(self):
        return self.bytes

    def forget(self):
        pass


class Shared(object):
    """A region under a name, which a process attaches. The name is gone as soon as the other has it."""

    def __init__(self, size):
        from multiprocessing.shared_memory import SharedMemory  # Python 3.8
        name = program.memory_name()
        self.memory = SharedMemory(name, create=True, size=size)
        self.open = lambda: SharedMemory(name)
        self.bytes = self.memory.buf

    def attach(self):
        self.attached = self.open()
        return self.attached.buf

    def forget(self):
        self.memory.unlink()


class Other(object):
    """What the other does: whatever main asks it through a pipe, until that is closed."""

    def __init__(self, region, pages, counters):
        self.region, self.pages, self.counters = region, pages, counters

    def begin(self):
        """The same steps on little memory, so that what they touch is not taken for the cost of writing."""
        few = Pages(4 * PAGE, 1)
        little = bytearray(4 * PAGE)
        few.write(little, OTHER, lambda written: self.counters.set(0, 0))
        few.seen(little, OTHER)
        self.bytes = self.region.attach()
        program.name_own_thread('sharing-other')
        return os.getpid(), program.own_thread()

    def write(self):
        return self.pages.write(self.bytes, OTHER, lambda written: self.counters.set(0, written))

    def see_others(self):
        return self.pages.seen(self.bytes, OTHER)

    def see_mains(self):
        return self.pages.seen(self.bytes, MAIN)

    def run(self, end):
        for asked in iter(end.recv, None):
            end.send(getattr(self, asked)())


def starter(kind):
    """Starts `target` with `args`, and the region that it shares with main, or does not."""
    if kind == 'thread':
        return threading.Thread, Ordinary
    process = multiprocessing.get_context('fork').Process
    return process, Shared if kind == 'sharedMemory' else Ordinary


def measure(job, counters):
    start, make_region = starter(job.kind)
    region, pages = make_region(job.size), Pages(job.size, job.writtenShare)
    for address in range(0, job.size, PAGE):
        region.bytes[address] = 0
    here, there = multiprocessing.Pipe()
    other = start(target=Other(region, pages, counters).run, args=(there,))
    other.start()
    if not isinstance(other, threading.Thread):
        there.close()  # so that a process which ends too early ends the wait

    def ask(what):
        here.send(what)
        return here.recv()

    try:
        process, thread = ask('begin')
    finally:
        region.forget()
    program.started('sharing-main', [(thread, 'sharing-other')])
    before = memory.uss(process)
    touching = ask('write')
    after = memory.uss(process)
    others = {'byMain': pages.seen(region.bytes, OTHER), 'byOther': ask('see_others')}
    pages.write(region.bytes, MAIN)
    mains = {'byMain': pages.seen(region.bytes, MAIN), 'byOther': ask('see_mains')}
    here.send(None)
    other.join()
    return {
        'written': pages.count,
        'othersSeen': others,
        'mainsSeen': mains,
        'privateBytes': None if None in (before, after) else after - before,
        'touching': touching,
        'pageBytes': PAGE,
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
