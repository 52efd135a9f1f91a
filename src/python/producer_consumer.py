"""
producer-consumer: the first threads make items and put them, the others take them and use them. An item is its producer's number
and its own, counted up, with the time at which its producer asked to put it where it is sampled.

Each thread sums up what it has put or taken, by the squares of the items: put and taken must agree but for what is left. A taker
remembers of each producer the last item that it has taken: none may come before it.

Before the first turn comes the forced schedule, with the first producer and the first consumer alone. At the end the last producer
puts an end for each consumer, and what was put before is taken.
"""
import time

import clock
import protocol
from bounded_queues import ForcedSchedule, QUEUES
from calibration import work
from fixed_time import take_part
from marks import Mark
from samples import Samples

NUMBER_BITS = 40
SUM_MASK = (1 << 48) - 1
# In the place of an item.
END = 0


def nap():
    time.sleep(protocol.LOOK)


class Exchange(object):
    """What all threads share."""

    def __init__(self, job, counters):
        self.producers, capacity, waiting = job.settings
        self.consumers = job.threads - self.producers
        self.queue = QUEUES[job.kind](capacity, waiting)
        self.forced = ForcedSchedule(self.queue)
        self.begun, self.left = Mark(), Mark()
        self.depth_at = counters.layout['GUARDED_COUNT'] // 8


class Member(object):
    """One thread's part."""

    def __init__(self, team, number, exchange):
        self.team, self.number, self.exchange, self.queue = team, number, exchange, exchange.queue
        self.longs, self.layout, own = team.longs, team.layout, team.counters.own
        self.made_at, self.mistakes_at = own(number, 'ACQUISITIONS'), own(number, 'MISTAKES')
        self.put_sum_at, self.taken_sum_at = own(number, 'PUT_SUM'), own(number, 'TAKEN_SUM')
        self.forced_at, self.violations_at = own(number, 'FORCED'), own(number, 'VIOLATIONS')
        self.samples = Samples(team, number)

    def run(self, section, _think):
        self.take_part_in_schedule()
        if self.number >= self.exchange.producers:
            self.consume(section)
            return
        self.produce(section)
        if self.exchange.left.add() == self.exchange.producers:
            for _ in range(self.exchange.consumers):
                while self.queue.put((END, 0)) is False:
                    self.longs[self.mistakes_at] += 1

    def produce(self, section):
        put, items, longs, depth_at = self.queue.put, self.queue.queue, self.longs, self.exchange.depth_at
        samples, now, first = self.samples, clock.seconds, (self.number + 1) << NUMBER_BITS
        made = total = 0
        while self.team.is_running():
            if section:
                work(section)
            item = first + made + 1
            if put((item, now() if samples.due() else 0)) is False:
                longs[self.mistakes_at] += 1
                continue
            made += 1
            longs[self.made_at], longs[depth_at] = made, len(items)
            total = (total + item * item) & SUM_MASK
        longs[self.put_sum_at] = total

    def consume(self, section):
        get, items, longs, depth_at = self.queue.get, self.queue.queue, self.longs, self.exchange.depth_at
        samples, now, last = self.samples, clock.seconds, {}
        made = total = 0
        while True:
            found = get()
            if found is None:
                longs[self.mistakes_at] += 1
                continue
            item, asked = found
            if asked:
                samples.keep(now() - asked)
            if item == END:
                break
            made += 1
            longs[self.made_at], longs[depth_at] = made, len(items)
            total = (total + item * item) & SUM_MASK
            producer = item >> NUMBER_BITS
            if item < last.get(producer, 0):
                longs[self.violations_at] += 1
            last[producer] = item
            if section and self.team.is_running():
                work(section)
        longs[self.taken_sum_at] = total

    def take_part_in_schedule(self):
        exchange = self.exchange
        if self.number == exchange.producers:
            went_on = exchange.forced.take() is None
            if went_on:
                self.longs[self.mistakes_at] += 1
            self.longs[self.forced_at] = self.layout['FORCED_WENT_ON' if went_on else 'FORCED_WAITED_AGAIN']
            exchange.begun.add()
            return
        if self.number == 0:
            exchange.forced.put((END, 0), nap)
        exchange.begun.reach(self.team, 1)


def prepare(job, counters):
    exchange = Exchange(job, counters)

    def work_of(team, number):
        return take_part(team, Member(team, number, exchange).run)

    def free():
        """What was left is counted in the first block."""
        left = [item for item, _ in exchange.queue.queue if item != END]
        counters.longs[counters.own(0, 'LEFT_COUNT')] = len(left)
        counters.longs[counters.own(0, 'LEFT_SUM')] = sum(item * item for item in left) & SUM_MASK
        return exchange.queue.mutex.acquire(False)

    return work_of, free


def serve():
    protocol.serve(sorted(QUEUES), prepare, note_every=1)


if __name__ == '__main__':
    serve()
