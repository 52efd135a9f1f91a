"""
Workers of a program: threads of this process, or of processes that it forks, which set out together and work for a fixed
time. Each is in its loop before the time begins and until after its end, so that all work in all of it.

For Python 3.6 and later.
"""
import mmap
import multiprocessing
import os
import sys
import threading
import time
import traceback

import clock
import program

# Between two looks of those that wait, and how long the loops run before their time counts (seconds).
LOOK = 0.0005
WARM = 0.1
# One worker is measured alone for as long as all are together, but not longer than this (seconds).
MOST_ALONE = 0.3


class StartLine(object):
    """Where workers wait for each other; shared with the processes that are forked after it was made."""

    def __init__(self, workers):
        shared = memoryview(mmap.mmap(-1, 8 * (2 + workers)))
        self.times, self.tids = shared[:16].cast('d'), shared[16:].cast('Q')

    def arrive(self, number, name):
        """Names this worker's thread and waits. Returns when the time that counts begins and when it ends."""
        program.name_own_thread(name)
        self.tids[number] = program.own_thread()
        while self.times[0] == 0:
            time.sleep(LOOK)
        return self.times[0], self.times[1]

    def await_all(self, processes):
        while 0 in self.tids.tolist():
            if not all(process.is_alive() for process in processes):
                raise RuntimeError('a worker ended before it had begun')
            time.sleep(LOOK)

    def let_go(self, duration):
        begin = clock.seconds() + WARM
        self.times[1] = begin + duration
        self.times[0] = begin


class Together(object):
    """What workers made together: `results` by their number, in the time from `begin` to `end`."""

    def __init__(self, results, begin, end):
        self.results, self.begin, self.end = results, begin, end

    def answer(self):
        return {'begin': self.begin, 'end': self.end, 'workers': self.results}


def numbered(name, count):
    """Names of so many threads, of 15 bytes at most."""
    return ['%s-w%d' % (name[:15 - len('-w%d' % (count - 1))], number) for number in range(count)]


def together(groups, act, duration, names, processes=False, started=None):
    """
    A worker for each number in `groups`, with its name, in a process of its own for each group where `processes`. Each does `act(number, begin, end)`,
    which returns what it made. `started(threads)` is told of all before they set out.
    """
    line = StartLine(len(names))

    def work(number):
        begin, end = line.arrive(number, names[number])
        return act(number, begin, end)

    if processes:
        begun = [_fork(group, work) for group in groups]
    else:
        begun = [_Threads(group, work) for group in groups]
    line.await_all(begun if processes else [])
    if started is not None:
        started(list(zip(line.tids.tolist(), names)))
    line.let_go(duration)
    results = [result for unit in begun for result in unit.results()]
    return Together(results, line.times[0], line.times[1])


def alone(act, duration, process=False):
    """The one worker that the others are held against: of the same kind, measured before them."""
    return together([[0]], act, min(duration, MOST_ALONE), ['alone'], process)


class _Threads(object):
    def __init__(self, group, work):
        self.found = [None] * len(group)
        self.threads = [threading.Thread(target=self._run, args=(place, number, work)) for place, number in enumerate(group)]
        for thread in self.threads:
            thread.start()

    def _run(self, place, number, work):
        try:
            self.found[place] = work(number)
        except BaseException:
            sys.stderr.write(traceback.format_exc())
            sys.stderr.flush()
            os._exit(1)

    def results(self):
        for thread in self.threads:
            thread.join()
        return self.found


def _fork(group, work):
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context('fork').Process(target=_be_forked, args=(group, work, there))
    process.start()
    there.close()  # so that a process which ends without an answer ends the wait for it

    def results():
        found = here.recv()
        process.join()
        return found

    process.results = results
    return process


def _be_forked(group, work, there):
    there.send(_Threads(group, work).results())


class Turns(object):
    """Turns of a loop until a moment: `turn(made)` is one, `note(made)` tells the count."""

    def __init__(self, turn, note):
        self.turn, self.note = turn, note
        self.made = 0

    def until(self, moment):
        """Goes on until a turn ends past `moment`; returns when that was."""
        turn, note, made = self.turn, self.note, self.made
        now = clock.seconds()
        while now < moment:
            turn(made)
            made += 1
            note(made)
            now = clock.seconds()
        self.made = made
        return now


def count_turns(turn, note, begin, end):
    """
    What a worker made of its loop: a turn counts where it ends between `begin` and `end`. `cpu`: seconds of CPU from the first end of a turn
    past `begin` (`first`) to the first past `end` (`last`).
    """
    entered = clock.seconds()
    turns = Turns(turn, note)
    first = turns.until(begin)
    before, used = turns.made, clock.cpu_seconds()
    last = turns.until(end)
    used = clock.cpu_seconds() - used
    return {
        'entered': entered,
        'first': first,
        'last': last,
        'turns': turns.made,
        'counted': turns.made - before,
        'cpu': used,
    }
