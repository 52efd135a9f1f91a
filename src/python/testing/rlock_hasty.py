"""rlock with an RLock that is free after the first release, however often it was taken."""
import payloads
from owned import Owned

rlock = payloads.load('rlock')


class Hasty(Owned):
    def release(self):
        self.refuse_strangers()
        self.let_go()


rlock.LOCKS['RLock'] = Hasty

if __name__ == '__main__':
    rlock.serve()
