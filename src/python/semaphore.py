"""
semaphore: threads take a permit, work inside and give it back. Who is inside is told by a list that the semaphore knows
nothing of; to add to it, to take from it and to ask its length is one step of the interpreter each.

Before a thread's first turn comes the rendezvous: as many threads as there are permits (or threads) stay inside until all of them
have met, since free running does not always bring them together. Who waits in vain goes on after a while.
"""
import threading
import time

import clock
import protocol
from calibration import work
from fixed_time import take_part
from samples import Samples

SEMAPHORES = {'counting': threading.Semaphore, 'bounded': threading.BoundedSemaphore}
# Seconds: long enough for threads that have to wait for a CPU; those that meet do not wait for it.
MEETING = 2


class Member(object):
    """One thread's part. `inside` and `met` are the lists of all."""

    def __init__(self, team, number, semaphore, inside, met):
        self.team, self.semaphore, self.inside, self.met = team, semaphore, inside, met
        self.permits, threads = team.job.settings
        self.all = min(self.permits, threads)
        own = team.counters.own
        self.longs = team.longs
        self.made_at, self.contended_at = own(number, 'ACQUISITIONS'), own(number, 'CONTENDED')
        self.violations_at, self.met_at = own(number, 'VIOLATIONS'), own(number, 'MET_INSIDE')
        self.most_at, self.sum_at = own(number, 'MOST_INSIDE'), own(number, 'SUM_INSIDE')
        self.samples = Samples(team, number)
        self.most = 0

    def run(self, section, think):
        self.meet()
        acquire, release, leave = self.semaphore.acquire, self.semaphore.release, self.inside.pop
        longs, samples, now = self.longs, self.samples, clock.seconds
        made = contended = together = 0
        while self.team.is_running():
            sampled = samples.due()
            if sampled:
                asked = now()
            waited = not acquire(False)
            if waited:
                acquire()
            if sampled:
                held = now()
            together += self.enter()
            if section:
                work(section)
            leave()
            release()
            made += 1
            longs[self.made_at], longs[self.sum_at] = made, together
            if waited:
                contended += 1
                longs[self.contended_at] = contended
            if sampled:
                samples.keep(held - asked)
            if think:
                work(think)

    def enter(self):
        """How many are inside now."""
        self.inside.append(None)
        now = len(self.inside)
        if now > self.permits:
            self.longs[self.violations_at] += 1
        if now > self.most:
            self.most = now
            self.longs[self.most_at] = now
        return now

    def meet(self):
        self.semaphore.acquire()
        self.enter()
        self.met.append(None)
        end = clock.seconds() + MEETING
        while len(self.met) < self.all and self.team.is_running() and clock.seconds() < end:
            time.sleep(protocol.LOOK)
        self.longs[self.met_at] = len(self.met)
        self.inside.pop()
        self.semaphore.release()


def permits_of(semaphore):
    """How many it has left."""
    taken = 0
    while semaphore.acquire(False):
        taken += 1
    for _ in range(taken):
        semaphore.release()
    return taken


def refuses_one_more(semaphore):
    """Whether one release too many is refused."""
    try:
        semaphore.release()
    except ValueError:
        return True
    return False


def prepare(job, counters):
    semaphore, inside, met = SEMAPHORES[job.kind](job.settings[0]), [], []
    had = permits_of(semaphore)

    def work_of(team, number):
        return take_part(team, Member(team, number, semaphore, inside, met).run)

    def free():
        kept = permits_of(semaphore) == had
        counters.longs[counters.own(0, 'OVER_REFUSED')] = int(refuses_one_more(semaphore))
        return kept

    return work_of, free


def serve():
    protocol.serve(sorted(SEMAPHORES), prepare, note_every=1)


if __name__ == '__main__':
    serve()
