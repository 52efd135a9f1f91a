"""
Channels of Python's standard library between two threads or processes: each as a pair of ways, one there and one back, and each
way as (put, get). What a channel holds at most is bounded, so that a fast sender waits instead of filling the memory.
"""
import multiprocessing
import multiprocessing.managers
import pickle
import queue
import struct

import program
from protocol import NotHere

# What a channel holds at most: so many messages, and of long ones fewer (bytes).
PLACES = 64
ROOM = 4 * 1024 ** 2


def places(size):
    return max(2, min(PLACES, ROOM // size))


def ways(channel, shape, size, context, closing):
    """
    Both ways of a channel for messages of `size` bytes (or their objects). `context`: of multiprocessing, by fork.
    `closing`: an ExitStack that ends what the channel needs. Throws NotHere.
    """
    if channel == 'Pipe':
        return _pipe(context, shape)
    if channel == 'shared_memory':
        return tuple(_ring(Ring(context, size), shape) for _ in range(2))
    make = _maker(channel, places(size), context, closing)
    return tuple((one.put, one.get) for one in (make(), make()))


def _maker(channel, room, context, closing):
    """Makes one queue of the kind."""
    if channel == 'queue.Queue':
        return lambda: queue.Queue(room)
    if channel == 'multiprocessing.Queue':
        return lambda: context.Queue(room)
    if channel == 'SimpleQueue':
        return context.SimpleQueue
    if channel == 'Manager.Queue':
        manager = started_manager(context)
        closing.callback(manager.shutdown)
        return lambda: manager.Queue(room)
    raise NotHere('it has no channel %s' % channel)


def started_manager(context):
    """A manager whose process is named and whose socket has no file, so that nothing is left of it however it ends."""
    name = program.socket_name()
    manager = multiprocessing.managers.SyncManager(name, ctx=context)
    manager.start(program.name_own_thread, ('threadlab-mgr',))
    if isinstance(manager.address, bytes):
        manager._address = name  # up to 3.7 it does not take the bytes that Linux gives back
    return manager


def _pipe(context, shape):
    here, there = context.Pipe()
    if shape == 'bytes':
        return (here.send_bytes, there.recv_bytes), (there.send_bytes, here.recv_bytes)
    return (here.send, there.recv), (there.send, here.recv)


def _ring(ring, shape):
    if shape == 'bytes':
        return ring.put, ring.get
    return (lambda message: ring.put(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))), lambda: pickle.loads(ring.get())


class Ring(object):
    """Places in shared memory that are filled and emptied in turn: one writer and one reader, who copy; two semaphores make them wait."""

    def __init__(self, context, size):
        from multiprocessing.shared_memory import SharedMemory  # Python 3.8
        # A pickled float takes 9 bytes instead of 8, and its list some more.
        self.distance = 512 + size + size // 4
        self.places = places(size)
        self.memory = SharedMemory(program.memory_name(), True, self.places * self.distance)
        self.memory.unlink()  # whoever is forked has it mapped, so that nothing is left however it ends
        self.free, self.filled = context.Semaphore(self.places), context.Semaphore(0)
        self.written = self.read = 0

    def put(self, message):
        at = self.written % self.places * self.distance
        self.written += 1
        self.free.acquire()
        struct.pack_into('q', self.memory.buf, at, len(message))
        self.memory.buf[at + 8:at + 8 + len(message)] = message
        self.filled.release()

    def get(self):
        at = self.read % self.places * self.distance
        self.read += 1
        self.filled.acquire()
        length, = struct.unpack_from('q', self.memory.buf, at)
        message = bytes(self.memory.buf[at + 8:at + 8 + length])
        self.free.release()
        return message
