"""
lock-contention: threads take one lock again and again. The count is read on entry and written on exit, with work between,
so that with two inside one of the two is lost; a thread leaves its number inside and must find nobody's on entry.
"""
import random
import threading
import time

import clock
import protocol
from histogram import Histogram

LOCKS = {'Lock': threading.Lock, 'RLock': threading.RLock}
# Acquisitions between two looks at the phase.
TURNS = (None,) * 16
# Steps of a piece of calibration, some 50 microseconds, and how many pieces say enough.
PIECE = 2000
FEWEST = 16


class Shared(object):
    """What the lock guards."""
    __slots__ = ('count', 'inside')

    def __init__(self):
        self.count, self.inside = 0, 0


def cpu_seconds():
    """Of this thread: with one interpreter lock for all, the time on the wall would count the others' work as well."""
    return time.clock_gettime(time.CLOCK_THREAD_CPUTIME_ID)


def work(steps):
    for _ in range(steps):
        pass


def work_time(steps, repeats):
    """CPU seconds that `work(steps)` takes."""
    start = cpu_seconds()
    for _ in range(repeats):
        work(steps)
    return (cpu_seconds() - start) / repeats


def measured(team, phase, steps, repeats):
    """Many times while the phase lasts, ascending."""
    taken = []
    while team.counters.word('PHASE') == team.layout[phase] or len(taken) < FEWEST:
        taken.append(work_time(steps, repeats))
    return sorted(taken)


def steps_for(seconds, step):
    return 0 if seconds == 0 else max(1, int(round(seconds / step)))


def achieved(team, steps):
    if steps == 0:
        return 0
    taken = measured(team, 'PHASE_AGAIN', steps, max(1, PIECE // steps))
    return taken[len(taken) // 2]


class Member(object):
    """One thread's part: its counts, its samples, its loop."""

    def __init__(self, team, number, lock, shared):
        counters, layout = team.counters, team.layout
        self.number, self.lock, self.shared = number + 1, lock, shared
        self.words, self.longs = counters.words, counters.longs
        self.acquired_at = counters.own(number, 'ACQUISITIONS')
        self.contended_at = counters.own(number, 'CONTENDED')
        self.violations_at = counters.own(number, 'VIOLATIONS')
        self.every_at = (layout['THREADS'] + number * layout['THREAD_SIZE'] + layout['SAMPLE_EVERY']) // 4
        self.sampling_at = layout['SAMPLING'] // 4
        self.bypass = Histogram(counters, number, 'BYPASS')
        self.latency = Histogram(counters, number, 'LATENCY')
        self.random = random.Random(team.job.seed + number)
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
                if self.words[self.sampling_at]:
                    self.bypass.keep(count - seen)
                    self.latency.keep(int((held - asked) * 1e9))
                countdown = self.random.randrange(1, 2 * self.words[self.every_at])
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
        team.arrive()
        team.await_phase('PHASE_CALIBRATE')
        step = measured(team, 'PHASE_CALIBRATE', PIECE, 1)[FEWEST // 8] / PIECE
        section, think = steps_for(job.criticalSection, step), steps_for(job.thinkTime, step)
        team.arrive()
        team.await_phase('PHASE_RUN')
        team.arrive()
        entered = clock.seconds()
        while team.is_running():
            member.turns(section, think)
        left = clock.seconds()
        team.arrive(show)
        team.await_phase('PHASE_AGAIN')
        return {
            'entered': entered,
            'left': left,
            'criticalSection': achieved(team, section),
            'thinkTime': achieved(team, think),
        }

    def free():
        return lock.acquire(False)

    return work_of, free


def serve():
    protocol.serve(sorted(LOCKS), prepare, note_every=1)


if __name__ == '__main__':
    serve()
