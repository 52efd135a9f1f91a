"""lock-contention in which somebody else is seen inside now and then."""
import random

import payloads  # noqa: F401
import lock_contention
import protocol


class Intruded(object):
    def __init__(self):
        self.count, self.number = 0, 0

    @property
    def inside(self):
        return 99 if self.number == 0 and random.random() < 0.1 else self.number

    @inside.setter
    def inside(self, number):
        self.number = number


lock_contention.Shared = Intruded

if __name__ == '__main__':
    protocol.serve(sorted(lock_contention.LOCKS), lock_contention.prepare, note_every=1)
