"""deadlock whose philosophers do not ask for the second fork, and eat for long."""
import time

import payloads

deadlock = payloads.load('deadlock')


class Greedy(deadlock.Philosopher):
    def take_second(self, first, second):
        return deadlock.TOOK

    def put_second(self, second):
        pass


deadlock.Philosopher = Greedy
deadlock.work = lambda _steps: time.sleep(0.0005)

if __name__ == '__main__':
    deadlock.serve()
