"""start-cost on CPython: units (threads, processes) are started one after the other and wait until all are there."""
import multiprocessing
import os
import threading

import clock
import memory
import program
from protocol import NotHere


def first_steps(end):
    """What a unit does: its clock at its first instruction and who it is, then nothing until it is let go."""
    began = clock.seconds()
    end.send((began, os.getpid(), program.own_thread()))
    end.recv()


def maker(kind):
    """Makes a unit of `target` and `args`, not started yet."""
    if kind == 'thread':
        return threading.Thread
    try:
        return multiprocessing.get_context(kind).Process
    except ValueError:
        raise NotHere('it cannot start processes by %s' % kind)


def start(make):
    """A started unit, the seconds until its first instruction, and who it is."""
    here, there = multiprocessing.Pipe()
    unit = make(target=first_steps, args=(there,))
    before = clock.seconds()
    unit.start()
    if not isinstance(unit, threading.Thread):
        there.close()  # so that a process which ends before it has begun ends the wait
    began, process, thread = here.recv()
    return unit, here, began - before, (process, thread)


def end(unit, here):
    here.send(None)
    unit.join()


def measure(job, counters):
    make = maker(job.kind)
    program.started('start-' + job.kind)
    # The first start of its kind loads modules, and begins the server of forkserver.
    unit, here = start(make)[:2]
    end(unit, here)
    before = memory.pss(memory.family())
    begun = []
    for number in range(job.count):
        begun.append(start(make))
        counters.set(0, number + 1)
    after = memory.pss(memory.family())
    for unit, here, _, _ in begun:
        end(unit, here)
    return {
        'latencies': [latency for _, _, latency, _ in begun],
        'units': [{'process': process, 'thread': thread} for _, _, _, (process, thread) in begun],
        'process': os.getpid(),
        'memory': None if None in (before, after) else after - before,
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
