"""
Forks of dining philosophers: a Lock each, of which the owner is known, so that who waits for whom can be followed. A wait that
lasts looks for a cycle of waits, as databases do (E. Coffman, M. Elphick, A. Shoshani, System deadlocks, Computing Surveys
3(2), 1971).

A cycle is followed twice. A philosopher counts its changes before and after each: where both times all counts and all waits are the
same, there was a moment between at which all of them waited, each for the next, and none of them can go on.
"""
import threading

import clock
from marks import Mark

TOOK, OVER, GAVE_UP, STUCK = range(4)
# Seconds that a wait lasts before it looks for a cycle.
LOOK = 0.001


class Table(object):
    """The forks, and the rounds: who finds a deadlock breaks the round, all put their forks back and come together, and the last opens the next one."""

    def __init__(self, philosophers):
        self.philosophers = philosophers
        self.forks = [threading.Lock() for _ in range(philosophers)]
        # By fork and by philosopher; None where there is nobody, or nothing that is waited for.
        self.owners, self.eaters = [None] * philosophers, [None] * philosophers
        self.wants, self.changes = [None] * philosophers, [0] * philosophers
        self.round, self.gathered = Mark(), Mark()
        self.broken = self.claimed = 0
        self.claiming = threading.Lock()
        self.begun = None

    def open(self):
        """The first philosopher of a run to sit down opens the first round."""
        with self.claiming:
            if self.begun is None:
                self.begun = clock.seconds()

    def claim(self):
        """Whether this caller is the one that has found the round's deadlock."""
        with self.claiming:
            if self.claimed > self.round.value:
                return False
            self.claimed = self.round.value + 1
            return True

    def break_round(self):
        self.broken = self.round.value + 1

    def is_broken(self):
        return self.broken > self.round.value

    def gather(self, team):
        """After a broken round, with no fork in hand: returns when all have come; False: the run is over."""
        now = self.round.value
        if self.gathered.add() < (now + 1) * self.philosophers:
            return self.round.reach(team, now + 1)
        self.begun = clock.seconds()
        self.round.add()
        return True

    def take(self, team, me, fork):
        """TOOK; OVER: the run is over; GAVE_UP: others have found a deadlock; STUCK: the wait has lasted, and it is still waited for."""
        if self.try_to_take(me, fork):
            return TOOK
        self.wants[me] = fork
        self.changes[me] += 1
        return self.go_on_waiting(team, me, fork)

    def try_to_take(self, me, fork, wait=0):
        lock = self.forks[fork]
        if not (lock.acquire(True, wait) if wait else lock.acquire(False)):
            return False
        self.owners[fork] = me
        return True

    def go_on_waiting(self, team, me, fork):
        if self.try_to_take(me, fork):
            found = TOOK
        elif not team.is_running():
            found = OVER
        elif self.is_broken():
            found = GAVE_UP
        elif self.try_to_take(me, fork, LOOK):
            found = TOOK
        else:
            return STUCK
        self.changes[me] += 1
        self.wants[me] = None
        self.changes[me] += 1
        return found

    def put(self, me, fork):
        self.changes[me] += 1
        self.owners[fork] = None
        self.forks[fork].release()

    def cycle_of(self, me):
        """How many philosophers wait in a circle of which `me` is one; 0: none that is certain."""
        seen = self._follow(me)
        return len(seen) if seen and self._follow(me) == seen else 0

    def _follow(self, me):
        """Along the waits until it comes back, at most once round the table: of each that it passed the changes, then the owner of what it waits for; empty where somebody does not wait."""
        at, seen = me, []
        while len(seen) < self.philosophers:
            changes = self.changes[at]  # before what it waits for
            wanted = self.wants[at]
            owner = None if wanted is None else self.owners[wanted]
            if owner is None:
                return []
            seen.append((changes, owner))
            at = owner
            if at == me:
                return seen
        return []

    def is_clear(self):
        return all(lock.acquire(False) for lock in self.forks)
