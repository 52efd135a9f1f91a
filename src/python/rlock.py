"""
rlock: one thread takes a lock as often as asked and gives it back as often, without competition.

Before the first turn it is tried out, by two threads that take turns: taken twice by one thread, with a limit to the wait; held
until it was given back as often as taken; given back by a thread that does not hold it. Where the second acquisition does not
get in, the loop takes the lock once in each turn.
"""
import threading

import protocol
from fixed_time import take_part
from marks import Mark

LOCKS = {'Lock': threading.Lock, 'RLock': threading.RLock}
# Seconds that a second acquisition may wait before it counts as blocked.
LIMIT = 0.05
TURNS = (None,) * protocol.NOTE_EVERY


def refuses(lock):
    """Whether it is not given back by this thread, which does not hold it, and is still held."""
    try:
        lock.release()
    except RuntimeError:
        return not lock.acquire(False)
    return False


class Trial(object):
    """Two threads try the lock out, in turns, and keep what they see."""

    def __init__(self, job, counters, lock):
        self.depth, self.owned, self.lock, self.counters = job.settings[0], job.kind == 'RLock', lock, counters
        self.step = Mark()

    def as_owner(self, team):
        """How often it can be taken, at most as often as asked."""
        acquire, layout = self.lock.acquire, team.layout
        acquire()
        again = acquire(True, LIMIT)
        self.keep(0, 'TAKEN_TWICE', layout['TWICE_REENTERED' if again else 'TWICE_BLOCKED'])
        self.release(2 if again else 1)
        depth = self.depth if again else 1
        for _ in range(depth):
            acquire()
        self.release(depth - 1)
        self.hand_over(team)  # the other tries: still held
        self.release(1)
        self.hand_over(team)  # the other tries: free
        if self.owned:
            acquire()
            self.hand_over(team)  # the other gives it back, though it does not hold it
            self.release(1)
        self.keep(0, 'ALL_TRIED', 1)
        return depth

    def as_other(self, team):
        for step, name in ((1, 'GOT_HELD'), (3, 'GOT_FREE')):
            self.step.reach(team, step)
            got = self.lock.acquire(False)
            self.keep(1, name, int(got))
            if got:
                self.release(1)
            self.step.add()
        if self.owned:
            self.step.reach(team, 5)
            self.keep(1, 'FOREIGN_REFUSED', int(refuses(self.lock)))
            self.step.add()

    def hand_over(self, team):
        self.step.reach(team, self.step.add() + 1)

    def release(self, times):
        for _ in range(times):
            self.lock.release()

    def keep(self, thread, name, value):
        self.counters.longs[self.counters.own(thread, name)] = value


def turn_to_the_end(team, lock, depth):
    acquire, release, depths = lock.acquire, lock.release, (None,) * depth
    made, at = 0, team.counters.own(0, 'ACQUISITIONS')
    while team.goes_on(at, made):
        for _ in TURNS:
            for _ in depths:
                acquire()
            for _ in depths:
                release()
        made += len(TURNS)


def prepare(job, counters):
    lock = LOCKS[job.kind]()
    trial = Trial(job, counters, lock)
    end = Mark()

    def work(team, number):
        def loop(_section, _think):
            if number == 0:
                turn_to_the_end(team, lock, trial.as_owner(team))
                return
            trial.as_other(team)
            end.reach(team, 1)

        return take_part(team, loop)

    def free():
        return lock.acquire(False)

    return work, free


def serve():
    protocol.serve(sorted(LOCKS), prepare)


if __name__ == '__main__':
    serve()
