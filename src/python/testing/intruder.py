"""lock-contention in which somebody else is seen inside now and then."""
import random

import payloads

lock_contention = payloads.load('lock_contention')


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
    lock_contention.serve()
