"""rlock with an RLock that anybody may give back."""
import payloads
from owned import Owned

rlock = payloads.load('rlock')


class Lawless(Owned):
    def release(self):
        self.times -= 1
        if self.times < 1:
            self.let_go()


rlock.LOCKS['RLock'] = Lawless

if __name__ == '__main__':
    rlock.serve()
