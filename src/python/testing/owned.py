"""A lock that its owner may take again, for planted faults to give back wrongly."""
import threading


class Owned(object):
    def __init__(self):
        self.lock, self.owner, self.times = threading.Lock(), None, 0

    def acquire(self, *how):
        if self.owner == threading.get_ident():
            self.times += 1
            return True
        if not self.lock.acquire(*how):
            return False
        self.owner, self.times = threading.get_ident(), 1
        return True

    def refuse_strangers(self):
        if self.owner not in (None, threading.get_ident()):
            raise RuntimeError('cannot release un-acquired lock')

    def let_go(self):
        """Whoever holds it; nothing where nobody does."""
        if self.owner is not None:
            self.owner, self.times = None, 0
            self.lock.release()
