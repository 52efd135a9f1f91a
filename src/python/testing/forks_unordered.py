"""deadlock whose philosophers do not keep the order of the forks."""
import time

import payloads

deadlock = payloads.load('deadlock')


class Unordered(deadlock.Philosopher):
    def __init__(self, team, number, table, arbiter):
        super(Unordered, self).__init__(team, number, table, arbiter)
        self.forks = number, (number + 1) % table.philosophers

    def between(self):
        time.sleep(deadlock.STAYS)


deadlock.Philosopher = Unordered

if __name__ == '__main__':
    deadlock.serve()
