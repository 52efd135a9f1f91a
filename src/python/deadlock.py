"""
deadlock: philosophers think, take the fork on either side, and eat (E. W. Dijkstra, Hierarchical ordering of sequential
processes, Acta Informatica 1, 1971). Between the first fork and the second is as much work as in a meal, so that a cycle has
its chance. A rule may prevent it: forks in the order of their numbers, or putting the first one back where the second is not
free, or an arbiter that lets all but one sit down.

Who has waited for long looks for a cycle of waits (forks.py). One that is found is looked at again 2 ms later: a deadlock stays.
Then the round is broken and the next begins.
"""
import random
import threading
import time

import clock
import protocol
from calibration import work
from fixed_time import take_part
from forks import GAVE_UP, OVER, STUCK, Table, TOOK
from histogram import Histogram

ATE = 'ate'
# Seconds.
STAYS = 0.002


class Philosopher(object):
    def __init__(self, team, number, table, arbiter):
        philosophers, rule = team.job.settings
        self.team, self.me, self.table, self.arbiter = team, number, table, arbiter
        self.rule, self.layout, self.longs = rule, team.layout, team.longs
        right = (number + 1) % philosophers
        self.forks = (number, right)
        if rule == self.layout['RULE_ORDERED']:
            self.forks = min(self.forks), max(self.forks)
        self.random = random.Random(team.job.seed + number)
        self.times = Histogram(team.counters, number, 'LATENCY')
        self.section = self.think = 0

    def run(self, section, think):
        self.section, self.think = section, think
        self.table.open()
        while self.team.is_running():
            if self.table.is_broken() and not self.table.gather(self.team):
                return
            ended = self.dine()
            if ended == OVER:
                return
            if ended == ATE:
                self.add('ACQUISITIONS', 1)

    def dine(self):
        work(self.think)
        if self.rule != self.layout['RULE_ARBITER']:
            return self.take_both()
        with self.arbiter:
            return self.take_both()

    def take_both(self):
        first, second = self.forks
        taken = self.take_or_break(first)
        if taken != TOOK:
            return taken
        self.between()
        ended = self.take_second(first, second)
        if ended == TOOK:
            self.eat(first, second)
            self.put_second(second)
        self.table.put(self.me, first)
        # Who puts his fork back waits for a while of chance, or all would take and put in step (a livelock).
        if ended == GAVE_UP:
            work(self.random.randrange(4) * self.section)
        return ATE if ended == TOOK else ended

    def between(self):
        work(self.section)

    def take_second(self, first, second):
        if self.rule == self.layout['RULE_TRY_LOCK']:
            return TOOK if self.table.try_to_take(self.me, second) else GAVE_UP
        self.keep('FORK_ORDER', (first + 1) * 256 + second + 1)
        return self.take_or_break(second)

    def put_second(self, second):
        self.table.put(self.me, second)

    def take_or_break(self, fork):
        """Takes the fork, and breaks the round where it will never come."""
        found = self.table.take(self.team, self.me, fork)
        while found == STUCK:
            length = self.look_for_cycle()
            if length is not None and self.table.claim():
                self.tell_cycle(length)
            found = self.table.go_on_waiting(self.team, self.me, fork)
        return found

    def look_for_cycle(self):
        """Of how many; None where there is none."""
        return self.table.cycle_of(self.me) or None

    def tell_cycle(self, length):
        found = clock.seconds() - self.table.begun
        time.sleep(STAYS)
        stands = length > 0 and self.table.cycle_of(self.me) == length
        if not stands and not self.team.is_running():
            return  # they went because the run is over
        if not stands:
            self.add('FALSE_CYCLES', 1)
        self.times.keep(int(found * 1e9))
        self.add('CYCLES', 1)
        self.add('CYCLE_LENGTHS', length)
        self.table.break_round()

    def eat(self, *forks):
        """Whoever eats leaves his number at both forks, and must find nobody's."""
        eaters = self.table.eaters
        for fork in forks:
            if eaters[fork] is not None:
                self.add('VIOLATIONS', 1)
            eaters[fork] = self.me
        work(self.section)
        for fork in forks:
            if eaters[fork] != self.me:
                self.add('VIOLATIONS', 1)
            eaters[fork] = None

    def add(self, name, value):
        self.longs[self.team.counters.own(self.me, name)] += value

    def keep(self, name, value):
        self.longs[self.team.counters.own(self.me, name)] = value


def prepare(job, _counters):
    philosophers = job.settings[0]
    table, arbiter = Table(philosophers), threading.Semaphore(philosophers - 1)

    def work_of(team, number):
        return take_part(team, Philosopher(team, number, table, arbiter).run)

    def free():
        return table.is_clear() and all(arbiter.acquire(False) for _ in range(philosophers - 1))

    return work_of, free


def serve():
    protocol.serve(['deadlock'], prepare, note_every=1)


if __name__ == '__main__':
    serve()
