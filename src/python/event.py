"""
event: all waiters wait, the first thread sets, and each that runs again takes the time since the set; then it is cleared, and
the next round begins. What is kept of a round is the first and the last of them.

Setter and waiters keep step by three marks that have nothing to do with the event. Before it sets, the setter sleeps for a
moment, so that those who have said that they wait are asleep.
"""
import threading
import time

import clock
import protocol
from fixed_time import take_part
from histogram import Histogram
from marks import Mark
from samples import Samples

EVENTS = {'event': threading.Event}
# Seconds: far more than a thread needs to be given the interpreter and fall asleep; a wait that is to run out, tried once in so many rounds.
MOMENT = 0.001
TIMEOUT = 0.001
ROUNDS_TO_TIMEOUT = 64


class Rounds(object):
    """What setter and waiters share besides the event."""

    def __init__(self, event):
        self.event = event
        self.waiting, self.woken, self.ended = Mark(), Mark(), Mark()
        self.sets, self.set_at = 0, 0
        self.lates = []


class Member(object):
    """One thread's part."""

    def __init__(self, team, number, rounds):
        self.team, self.number, self.rounds = team, number, rounds
        self.waiters = team.job.settings[0]
        self.longs, self.layout = team.longs, team.layout
        self.made_at = team.counters.own(number, 'ACQUISITIONS')
        self.faults_at = team.counters.own(number, 'EVENT_FAULTS')
        self.first = Histogram(team.counters, number, 'BYPASS')
        self.samples = Samples(team, number)

    def run(self, _section, _think):
        once = self.set_once if self.number == 0 else self.wait_once
        made = 0
        while self.team.is_running() and once(made):
            made += 1
            self.longs[self.made_at] = made
        if self.number == 0:
            self.rounds.event.set()  # whoever still waits goes home

    def set_once(self, made):
        rounds, event, everyone = self.rounds, self.rounds.event, (made + 1) * self.waiters
        if not rounds.waiting.reach(self.team, everyone):
            return False
        time.sleep(MOMENT)
        if event.is_set():
            self.fault('SET_AFTER_CLEAR')
        if made % ROUNDS_TO_TIMEOUT == 0 and event.wait(TIMEOUT):
            self.fault('NO_TIMEOUT')
        rounds.sets = made + 1
        rounds.set_at = clock.seconds()
        event.set()
        if not event.is_set():
            self.fault('UNSET_AFTER_SET')
        if not event.wait(TIMEOUT):
            self.fault('WAITED_WHILE_SET')
        if not rounds.woken.reach(self.team, everyone):
            return False
        event.clear()
        if event.is_set():
            self.fault('SET_AFTER_CLEAR')
        rounds.ended.add()
        return True

    def wait_once(self, made):
        rounds, everyone = self.rounds, (made + 1) * self.waiters
        if not rounds.ended.reach(self.team, made):
            return False
        rounds.waiting.add(everyone)
        rounds.event.wait()
        now = clock.seconds()
        if not self.team.is_running():
            return False
        if rounds.sets != made + 1:
            self.fault('RETURNED_UNSET')
        rounds.lates.append(now - rounds.set_at)
        if rounds.woken.add(everyone) == everyone:
            self.keep_round()
        return True

    def keep_round(self):
        """By the last that runs again: nobody is in the next round before the setter has seen that all were."""
        lates, self.rounds.lates = self.rounds.lates, []
        if self.samples.is_on():
            self.first.keep(int(min(lates) * 1e9))
            self.samples.keep(max(lates))

    def fault(self, name):
        self.longs[self.faults_at] |= self.layout[name]


def prepare(job, _counters):
    rounds = Rounds(EVENTS[job.kind]())

    def work(team, number):
        return take_part(team, Member(team, number, rounds).run)

    def free():
        return True  # an event is never held

    return work, free


def serve():
    protocol.serve(sorted(EVENTS), prepare, note_every=1)


if __name__ == '__main__':
    serve()
