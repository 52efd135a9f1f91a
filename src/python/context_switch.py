"""
context-switch on CPython: main hands a token to another (a thread or a forked process) and waits until it comes back, again and again. Each
touches a working set of its own whenever it has the token.
"""
import ctypes
import multiprocessing
import os
import socket
import threading

import clock
import program

# The token that ends the other.
LAST = -1
TOKEN_BYTES = 8
# Before what counts (seconds).
WARM_UP = 0.05


class Box(object):
    """A token that one puts there and the other takes, under a condition."""

    def __init__(self, condition, place):
        self.condition, self.place = condition, place  # place: the token, and whether there is one

    def send(self, token):
        with self.condition:
            self.place[0], self.place[1] = token, 1
            self.condition.notify()

    def receive(self):
        with self.condition:
            while not self.place[1]:
                self.condition.wait()
            self.place[1] = 0
            return self.place[0]


class Descriptors(object):
    """A token as bytes, over what can be written to and read from."""

    def __init__(self, output, source):
        self.output, self.source = output, source

    def send(self, token):
        os.write(self.output, token.to_bytes(TOKEN_BYTES, 'little', signed=True))

    def receive(self):
        came = os.read(self.source, TOKEN_BYTES)
        if not came:
            raise EOFError('the other side has ended')
        return int.from_bytes(came, 'little', signed=True)


class Ends(object):
    """What main and the other send and receive by. `close_own`, `close_others`: in a process that has a copy of both ends."""

    def __init__(self, channel, context):
        self.mains_files = self.others_files = ()
        if channel == 'condition':
            condition = threading.Condition() if context is None else context.Condition()
            places = [[0, 0], [0, 0]] if context is None else [context.RawArray(ctypes.c_int64, 2) for _ in range(2)]
            there, back = (Box(condition, place) for place in places)
            self.main, self.other = (there.send, back.receive), (back.send, there.receive)
            return
        if channel == 'socket':
            main, other = (end.detach() for end in socket.socketpair())
            self.mains_files, self.others_files = (main,), (other,)
            one, two = Descriptors(main, main), Descriptors(other, other)
        else:
            others_source, mains_output = os.pipe()
            mains_source, others_output = os.pipe()
            self.mains_files, self.others_files = (mains_output, mains_source), (others_output, others_source)
            one, two = Descriptors(mains_output, mains_source), Descriptors(others_output, others_source)
        self.main, self.other = (one.send, one.receive), (two.send, two.receive)


def close(files):
    for each in files:
        os.close(each)


class WorkingSet(object):
    def __init__(self, size):
        self.bytes = bytearray(b'\1' * size)

    def touch(self):
        """Looks at every byte, in C: none of them is 0."""
        self.bytes.find(b'\0')


def pin(cpus, side):
    """Keeps the calling thread on its CPU. Whether it is there alone; None where no CPU is named."""
    if not cpus:
        return None
    try:
        os.sched_setaffinity(0, {cpus[side]})
    except OSError:
        return False
    return os.sched_getaffinity(0) == {cpus[side]}


def hand_back(ends, job, tell):
    """What the other does until it is sent the last token; tells who it is before, and how many it handed back after."""
    send, receive = ends.other
    program.name_own_thread('switch-other')
    tell((program.own_thread(), pin(job.cpus, 1)))
    own, answered = WorkingSet(job.workingSet), 0
    token = receive()
    while token != LAST:
        if job.workingSet:
            own.touch()
        send(token)
        answered += 1
        token = receive()
    tell(answered)


def be_other_process(ends, job, end):
    close(ends.mains_files)
    hand_back(ends, job, end.send)


def switches(threads):
    """Context switches of these threads since they began, voluntary and involuntary."""
    total = 0
    for thread in threads:
        with open('/proc/%d/status' % thread) as status:
            total += sum(int(line.split()[1]) for line in status if 'ctxt_switches' in line)
    return total


class Rally(object):
    """Main's side: sends tokens and counts those that did not come back as they were."""

    def __init__(self, ends, own, counters):
        (self.send, self.receive), self.own, self.counters = ends.main, own, counters
        self.sent = self.wrong = 0

    def run(self, seconds):
        """Turns made, and the time they took."""
        began = now = clock.seconds()
        first, end = self.sent, began + seconds
        while now < end:
            if self.own.bytes:
                self.own.touch()
            self.send(self.sent)
            self.wrong += self.receive() != self.sent
            self.sent += 1
            self.counters.set(0, self.sent)
            now = clock.seconds()
        return self.sent - first, now - began


def measure(job, counters):
    context = multiprocessing.get_context('fork') if getattr(job, 'between', 'threads') == 'processes' else None
    ends = Ends(job.channel, context)
    here, there = multiprocessing.Pipe()
    if context is None:
        other = threading.Thread(target=hand_back, args=(ends, job, there.send))
    else:
        other = context.Process(target=be_other_process, args=(ends, job, there))
    other.start()
    if context is not None:
        there.close()
        close(ends.others_files)
    thread, others_pin = here.recv()
    pins = [pin(job.cpus, 0), others_pin]
    program.started('switch-main', [(thread, 'switch-other')])
    rally = Rally(ends, WorkingSet(job.workingSet), counters)
    rally.run(WARM_UP)
    both = (program.own_thread(), thread)
    before = switches(both)
    turns, elapsed = rally.run(job.duration)
    after = switches(both)
    rally.send(LAST)
    answered = here.recv()
    other.join()
    return {
        'sent': rally.sent,
        'wrong': rally.wrong,
        'answered': answered,
        'turns': turns,
        'elapsed': elapsed,
        'switches': after - before,
        'pins': None if not job.cpus else sum(pins) / 2.0,
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
