"""
Bounded queues. That of the module queue, as it is; and one written out, a deque under a mutex, with a condition for "not empty" and one
for "not full". Who finds it empty (or full) waits. Written as it should be, who is woken looks again (`while`), since another may
have been first; the classic mistake is to go on (`if`). Here that mistake is answered with False, or None, and nothing is done: an
item that is not there is never handed out.
"""
import collections
import queue
import threading

# As the runner tells it; anything else is `while`.
IF = 0


class ConditionQueue(object):
    """With the names that queue.Queue has for the same things."""

    def __init__(self, capacity, waiting):
        self.capacity, self.waiting = capacity, waiting
        self.queue = collections.deque()
        self.mutex = threading.Lock()
        self.not_empty, self.not_full = threading.Condition(self.mutex), threading.Condition(self.mutex)

    def put(self, item):
        """False where it was a mistake."""
        with self.mutex:
            if self.waiting == IF:
                if len(self.queue) == self.capacity:
                    self.not_full.wait()
                    if len(self.queue) == self.capacity:
                        return False
            else:
                while len(self.queue) == self.capacity:
                    self.not_full.wait()
            self.append(item)
            self.not_empty.notify()
        return None

    def get(self):
        """None where it was a mistake."""
        with self.mutex:
            if self.waiting == IF:
                if not self.queue:
                    self.not_empty.wait()
                    if not self.queue:
                        return None
            else:
                while not self.queue:
                    self.not_empty.wait()
            item = self.remove()
            self.not_full.notify()
        return item

    def append(self, item):
        self.queue.append(item)

    def remove(self):
        return self.queue.popleft()


# By the kind: from its capacity and how it waits. That of the module looks again by itself.
QUEUES = {'queue.Queue': lambda capacity, _waiting: queue.Queue(capacity), 'Condition': ConditionQueue}


class Counted(threading.Condition):
    """A condition that counts how often somebody has begun to wait."""

    def __init__(self, mutex):
        threading.Condition.__init__(self, mutex)
        self.waits = 0

    def wait(self, timeout=None):
        self.waits += 1
        return threading.Condition.wait(self, timeout)


class ForcedSchedule(object):
    """One taker waits at the empty queue; an item is put, the taker is woken for it, and before it has the mutex again another has taken the item."""

    def __init__(self, bounded):
        self.queue = bounded
        self.usual, self.counted = bounded.not_empty, Counted(bounded.mutex)
        bounded.not_empty = self.counted
        self.over = False

    def take(self):
        """As the taker: what `get` returned, None where it went on although nothing was there. The queue is as before afterwards."""
        item = self.queue.get()
        self.queue.not_empty = self.usual
        self.over = True
        return item

    def put(self, item, nap):
        """As the other; `nap()` is done while it waits. `item` is for a taker that waits again."""
        while self.counted.waits < 1:
            nap()
        with self.queue.mutex:
            self.queue.queue.append(item)
            self.counted.notify()
            self.queue.queue.popleft()
            waits = self.counted.waits
        while self.counted.waits == waits and not self.over:
            nap()
        if not self.over:
            self.queue.put(item)
