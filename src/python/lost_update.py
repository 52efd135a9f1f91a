"""lost-update: threads add to one counter, with a lock or without."""
import threading

import clock
import protocol

# The increments between two notes of the count. The loop over them costs what any loop does.
TURNS = (None,) * protocol.NOTE_EVERY
# Before the start line, so that an interpreter which specialises its code has done so.
WARM_CHUNKS = 32

LOCKS = {'none': None, 'Lock': threading.Lock, 'RLock': threading.RLock}

# The increment, as it is measured. cMemory is read and written by memmove, a foreign call in which the GIL is released.
BODIES = {
    ('object', 'bare'): ['counter.value += 1'],
    ('object', 'call'): ['counter.value = same(counter.value) + 1'],
    ('cMemory', 'bare'): ['load()', 'own.value += 1', 'store()'],
    ('cMemory', 'call'): ['load()', 'own.value = same(own.value) + 1', 'store()'],
}


class Counter(object):
    __slots__ = ('value',)

    def __init__(self):
        self.value = 0


def same(value):
    return value


def chunk_of(body, guarded):
    """A function that makes one increment for each of `turns`."""
    indent = '            ' if guarded else '        '
    lines = ['def chunk(turns, counter, lock, own, load, store):', '    for _ in turns:']
    if guarded:
        lines.append('        with lock:')
    scope = {'same': same}
    exec('\n'.join(lines + [indent + line for line in body]), scope)
    return scope['chunk']


class Memory(object):
    """The counter's word in the mapped file, as C memory."""

    def __init__(self, counters):
        import ctypes
        self.new = ctypes.c_uint64
        self.word = self.new.from_buffer(counters.mapped, counters.layout['GUARDED_COUNT'])
        self.address = ctypes.addressof
        self.move = ctypes.CDLL(None).memmove
        self.move.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]

    def copy(self):
        """A thread's own copy of the word, and the calls that load and store it."""
        own = self.new(0)
        here, shared, move = self.address(own), self.address(self.word), self.move
        return own, lambda: move(here, shared, 8), lambda: move(shared, here, 8)


def prepare(job, counters):
    target, body = job.options['target'], job.options['body']
    make = LOCKS[job.kind]
    lock = None if make is None else make()
    counter = Counter()
    memory = Memory(counters) if target == 'cMemory' else None
    chunk = chunk_of(BODIES[(target, body)], lock is not None)
    longs = counters.longs
    shown = counters.layout['GUARDED_COUNT'] // 8

    def show():
        if memory is None:
            longs[shown] = counter.value

    def work(team, number):
        own, load, store = memory.copy() if memory else (None, None, None)
        made, at = 0, counters.own(number, 'ACQUISITIONS')
        team.arrive()
        team.await_phase('PHASE_CALIBRATE')
        for _ in range(WARM_CHUNKS):
            chunk(TURNS, counter, lock, own, load, store)
            made += len(TURNS)
        longs[at] = made
        team.arrive(show)
        team.await_phase('PHASE_RUN')
        team.arrive()
        team.set_out_together()
        entered = clock.seconds()
        end = made + job.count
        while team.goes_on(at, made) and made < end:
            turns = TURNS[:end - made]
            chunk(turns, counter, lock, own, load, store)
            made += len(turns)
        left = clock.seconds()
        team.arrive(show)
        return {'entered': entered, 'left': left}

    def free():
        return lock is None or lock.acquire(False)

    return work, free


def serve():
    protocol.serve(sorted(LOCKS), prepare)


if __name__ == '__main__':
    serve()
