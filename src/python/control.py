"""control on CPython: what a thread can do to its siblings, and a process to its children and to others. Each case is done for real, and what came of it is told."""
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import clock
import program

# What is waited for happens within milliseconds; a machine may be busy.
LIMIT = 15
SIBLINGS = 3
# Between two looks of a thread or process that waits for something to change.
LOOK = 0.001

shared_global = 'before'


class Steps(object):
    """What main has come to, for the window."""

    def __init__(self, counters):
        self.counters, self.made = counters, 0

    def made_one(self):
        self.made += 1
        self.counters.set(0, self.made)


def until(is_so):
    """Seconds of the clock at which it was first seen to be so; None if it was not within the limit."""
    limit = clock.seconds() + LIMIT
    while clock.seconds() < limit:
        if is_so():
            return clock.seconds()
        time.sleep(LOOK)
    return None


def difference(before, after):
    return None if after is None or before is None else after - before


def event_stops_siblings(steps):
    """One thread sets an event that its siblings look at; none of them is the other's parent: main has started all."""
    stop, running = threading.Event(), threading.Semaphore(0)
    began = []

    def sibling():
        running.release()
        while not stop.is_set():
            time.sleep(LOOK)

    def setter():
        began.append(clock.seconds())
        stop.set()

    siblings = [threading.Thread(target=sibling, daemon=True) for _ in range(SIBLINGS)]
    for thread in siblings:
        thread.start()
    for _ in siblings:
        running.acquire()
    alive = sum(thread.is_alive() for thread in siblings)
    steps.made_one()
    threading.Thread(target=setter).start()
    ended = until(lambda: not any(thread.is_alive() for thread in siblings))
    return {
        'ready': alive == SIBLINGS,
        'seen': {'ended': SIBLINGS - sum(thread.is_alive() for thread in siblings), 'of': SIBLINGS},
        'latency': difference(began[0] if began else None, ended),
    }


# A main thread that ends: with a thread that would go on for ever, or for a while. Both tell when they have begun.
AT_EXIT = '''
import sys, threading, time
def told(word):
    sys.stdout.write(word + ' %r\\n' % time.monotonic())
    sys.stdout.flush()
begun = threading.Event()
def work():
    told('thread')
    begun.set()
    for _ in range({turns}):
        time.sleep(0.001)
    told('done')
threading.Thread(target=work, daemon={daemon}).start()
begun.wait()
told('main')
'''


def run_to_exit(daemon, turns):
    """What was told, by its word, with its time; the exit status; when it had ended."""
    code = AT_EXIT.format(daemon=daemon, turns=turns)
    child = subprocess.Popen([sys.executable, '-E', '-s', '-S', '-c', code], stdout=subprocess.PIPE)
    timer = threading.Timer(LIMIT, child.kill)
    timer.start()
    told = dict(line.split() for line in child.communicate()[0].decode('ascii').splitlines())
    ended = clock.seconds()
    timer.cancel()
    return {word: float(at) for word, at in told.items()}, child.returncode, ended


def daemon_at_exit(steps):
    """Of a daemon thread that would go on for ever, and beside it of one that is none and works for a while."""
    told, status, ended = run_to_exit(True, 10 ** 9)
    steps.made_one()
    plain, plain_status, _ = run_to_exit(False, 100)
    return {
        'ready': 'thread' in told and 'main' in told and 'thread' in plain and 'main' in plain,
        'seen': {'daemonEnded': status == 0 and 'done' not in told, 'plainFinished': plain_status == 0 and 'done' in plain},
        'latency': difference(told.get('main'), ended) if status == 0 else None,
    }


def sleep_for_ever():
    while True:
        time.sleep(1)


def wait_for_end(process):
    """When it was seen to have ended, and by which signal; None where by none."""
    process.join(LIMIT)
    ended = clock.seconds() if process.exitcode is not None else None
    by = -process.exitcode if process.exitcode is not None and process.exitcode < 0 else None
    if ended is None:
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    return ended, by


def started_process(target, *args):
    process = multiprocessing.get_context('fork').Process(target=target, args=args)
    process.start()
    return process


def terminate_child(steps):
    child = started_process(sleep_for_ever)
    alive = child.is_alive()
    steps.made_one()
    began = clock.seconds()
    child.terminate()
    ended, by = wait_for_end(child)
    return {'ready': alive, 'seen': {'signal': by}, 'latency': difference(began, ended)}


def send_signal(pid, end):
    """In a process that is no parent of `pid`: when it sent the signal, or which error it got."""
    began = clock.seconds()
    try:
        os.kill(pid, signal.SIGTERM)
        end.send((os.getppid(), began, None))
    except OSError as error:
        end.send((os.getppid(), began, error.errno))


def signal_stranger(steps):
    """One child of this process signals another: they are no more to each other than any two processes of one user."""
    stranger = started_process(sleep_for_ever)
    alive = stranger.is_alive()
    here, there = multiprocessing.Pipe()
    steps.made_one()
    sender = started_process(send_signal, stranger.pid, there)
    told = here.recv() if here.poll(LIMIT) else None
    sender.join()
    parent, began, error = told or (None, None, None)
    if error is not None:
        os.kill(stranger.pid, signal.SIGKILL)
    ended, by = wait_for_end(stranger)
    return {
        'ready': alive and parent == os.getpid() and told is not None,
        'seen': {'signal': by, 'refused': error},
        'latency': None if error is not None else difference(began, ended),
    }


def look_at_global(there):
    there.send(None)
    there.recv()
    there.send(shared_global)


def main_changes_global(steps):
    """Threads look at a global until they see it changed; a forked process looks at its own once it was changed here."""
    global shared_global
    seen, looking = [], threading.Semaphore(0)

    def thread():
        looking.release()
        at = until(lambda: shared_global == 'after')
        if at is not None:
            seen.append(at)

    here, there = multiprocessing.Pipe()
    process = started_process(look_at_global, there)
    here.recv()
    threads = [threading.Thread(target=thread) for _ in range(SIBLINGS)]
    for each in threads:
        each.start()
    for _ in threads:
        looking.acquire()
    alive = sum(each.is_alive() for each in threads)
    steps.made_one()
    began = clock.seconds()
    shared_global = 'after'
    for each in threads:
        each.join()
    here.send(None)
    in_process = here.recv()
    process.join()
    return {
        'ready': alive == SIBLINGS,
        'seen': {'threads': len(seen), 'of': SIBLINGS, 'inProcess': in_process == 'after'},
        'latency': difference(began, max(seen)) if len(seen) == SIBLINGS else None,
    }


CASES = {
    'eventStopsSiblings': event_stops_siblings,
    'daemonAtExit': daemon_at_exit,
    'terminateChild': terminate_child,
    'signalStranger': signal_stranger,
    'mainChangesGlobal': main_changes_global,
}


def measure(job, counters):
    program.started('control-main')
    steps = Steps(counters)
    steps.made_one()
    found = CASES[job.case](steps)
    steps.made_one()
    return found


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
