"""
lock-contention: threads take one lock again and again. The count is read on entry and written on exit, with work between,
so that with two inside one of the two is lost; a thread leaves its number inside and must find nobody's on entry.
"""
import threading

import clock
import protocol
from calibration import work
from fixed_time import take_part
from histogram import Histogram
from samples import Samples

LOCKS = {'Lock': threading.Lock, 'RLock': threading.RLock}
# Acquisitions between two looks at the phase.
TURNS = (None,) * 16


class Shared(object):
    """What the lock guards."""
    __slots__ = ('count', 'inside')

    def __init__(self):
        self.count, self.inside = 0, 0


class Member(object):
    """One thread's part: its counts, its samples, its loop."""

    def __init__(self, team, number, lock, shared):
        counters = team.counters
        self.number, self.lock, self.shared = number + 1, lock, shared
        self.longs = counters.longs
        self.acquired_at = counters.own(number, 'ACQUISITIONS')
        self.contended_at = counters.own(number, 'CONTENDED')
        self.violations_at = counters.own(number, 'VIOLATIONS')
        self.samples = Samples(team, number)
        self.bypass = Histogram(counters, number, 'BYPASS')
        self.acquired = self.contended = 0
        self.countdown = 1

    def turns(self, section, think):
        """As many acquisitions as TURNS."""
        acquire, release, shared, number = self.lock.acquire, self.lock.release, self.shared, self.number
        longs, now, acquired_at, acquired = self.longs, clock.seconds, self.acquired_at, self.acquired
        countdown = self.countdown
        for _ in TURNS:
            countdown -= 1
            sampled = countdown <= 0
            if sampled:
                seen, asked = shared.count, now()
            waited = not acquire(False)
            if waited:
                acquire()
            if sampled:
                held = now()
            count = shared.count
            if shared.inside != 0:
                longs[self.violations_at] += 1
            shared.inside = number
            if section:
                work(section)
            shared.count = count + 1
            if shared.inside != number:
                longs[self.violations_at] += 1
            shared.inside = 0
            release()
            acquired += 1
            longs[acquired_at] = acquired
            if waited:
                self.contended += 1
                longs[self.contended_at] = self.contended
            if sampled:
                if self.samples.is_on():
                    self.bypass.keep(count - seen)
                    self.samples.keep(held - asked)
                countdown = self.samples.gap()
            if think:
                work(think)
        self.acquired, self.countdown = acquired, countdown


def prepare(job, counters):
    lock, shared = LOCKS[job.kind](), Shared()
    guarded = counters.layout['GUARDED_COUNT'] // 8

    def show():
        counters.longs[guarded] = shared.count

    def work_of(team, number):
        member = Member(team, number, lock, shared)

        def loop(section, think):
            while team.is_running():
                member.turns(section, think)

        return take_part(team, loop, show)

    def free():
        return lock.acquire(False)

    return work_of, free


def serve():
    protocol.serve(sorted(LOCKS), prepare, note_every=1)


if __name__ == '__main__':
    serve()
