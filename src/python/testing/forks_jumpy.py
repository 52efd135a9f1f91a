"""deadlock that tells every wait that lasts as a cycle; and waits last."""
import time

import payloads

deadlock = payloads.load('deadlock')


class Jumpy(deadlock.Philosopher):
    def between(self):
        time.sleep(deadlock.STAYS)

    def look_for_cycle(self):
        return self.table.cycle_of(self.me)


deadlock.Philosopher = Jumpy

if __name__ == '__main__':
    deadlock.serve()
