"""
What every payload does besides its loop: JSON objects, one a line, with the runner; threads that name themselves, meet in
phases which the runner writes into the counters, and count there. A payload ends when its input ends.

Runs on Python 2.7 and 3.6 to the newest, with the standard library alone.
"""
import json
import os
import sys
import threading
import time
import traceback

import clock
from counters import Counters

# Between two looks at the phase while a thread waits for it, and how long those that are awake wait for the rest (seconds).
LOOK = 0.0005
TOGETHER = 0.002
# Turns of a loop between two notes of its count.
NOTE_EVERY = 64


class NotHere(Exception):
    """What is asked cannot be done by this interpreter: why, in words."""


class Job(object):
    """What the runner asks for, by name."""

    def __init__(self, asked):
        self.__dict__.update(asked)


def own_thread():
    """The number that Linux gave the calling thread."""
    return int(os.path.basename(os.readlink('/proc/thread-self')))


def name_own_thread(name):
    """Linux keeps 15 bytes of it."""
    with open('/proc/thread-self/comm', 'w') as comm:
        comm.write(name[:15])


class Team(object):
    """The threads of this process, kept waiting until there is a job for them."""

    def __init__(self, count, counters, work):
        self.counters = counters
        self.layout = counters.layout
        self.words, self.longs = counters.words, counters.longs
        self.phase_at, self.running = self.layout['PHASE'] // 4, self.layout['PHASE_RUN']
        self.work = work
        self.job = None
        self.asked = threading.Event()
        self.arrivals = threading.Lock()
        self.started = threading.Semaphore(0)
        self.tids = [0] * count
        self.done = [None] * count
        for number in range(count):
            thread = threading.Thread(target=self._run, args=(number,))
            thread.daemon = True
            thread.start()
        for _ in range(count):
            self.started.acquire()

    def arrive(self, before=None):
        """This thread has reached the next step. `before` is done just before, by one thread at a time."""
        at = self.layout['ARRIVED'] // 4
        with self.arrivals:
            if before is not None:
                before()
            self.counters.words[at] += 1

    def goes_on(self, at, made):
        """Notes the count among the longs at `at`, and looks whether the run still goes on."""
        self.longs[at] = made
        return self.is_running()

    def is_running(self):
        return self.words[self.phase_at] == self.running

    def await_phase(self, name):
        while self.counters.word('PHASE') < self.layout[name]:
            time.sleep(LOOK)

    def set_out_together(self):
        """Waking takes each thread another time; those that are awake wait for the rest, but not long."""
        limit = clock.seconds() + TOGETHER
        while self.counters.word('ARRIVED') < 3 * self.job.threads and clock.seconds() < limit:
            time.sleep(LOOK / 5)

    def _run(self, number):
        self.tids[number] = own_thread()
        self.started.release()
        self.asked.wait()
        if number >= self.job.threads:
            return
        try:
            name_own_thread('%s-w%d' % (self.job.name, number))
            self.done[number] = self.work(self, number)
            threading.Event().wait()  # the runner still reads what Linux counted of this thread
        except Exception:
            sys.stderr.write(traceback.format_exc())
            sys.stderr.flush()
            os._exit(1)


def tell(answer):
    sys.stdout.write(json.dumps(answer) + '\n')
    sys.stdout.flush()


def serve(kinds, prepare, note_every=NOTE_EVERY):
    """
    Answers the runner until its input ends. `kinds`: the loops that there are. `prepare(job, counters)` returns what a
    thread does with it, `work(team, number)`, and whether the lock ended free, `free()`; it throws NotHere. `note_every`: turns
    between two notes of the count, with 1 each is noted as it is made.
    """
    try:
        _serve(kinds, prepare, note_every)
    except NotHere as reason:
        tell({'kind': 'failed', 'words': str(reason)})
    except ImportError as error:
        name = getattr(error, 'name', None) or str(error).split()[-1].strip("'")
        tell({'kind': 'failed', 'words': 'it lacks the module %s of its standard library' % name})
    sys.stdout.flush()
    os._exit(0)


def _cost_of_counting(team, note_every):
    """Seconds that it adds to a turn."""
    at, longs = team.counters.own(0, 'ACQUISITIONS'), team.longs

    def note():
        longs[at] = 0

    if note_every == 1:
        return max(0, clock.cost_of(note) - clock.cost_of(lambda: None))
    return clock.cost_of(lambda: team.goes_on(at, 0)) / note_every


def _serve(kinds, prepare, note_every):
    opened = json.loads(sys.stdin.readline())
    counters = Counters(opened['layout'])
    prepared = {}

    def work(team, number):
        return prepared['work'](team, number)

    team = Team(opened['threads'], counters, work)
    tell({
        'kind': 'ready',
        'clockReading': clock.cost_of(clock.seconds),
        'counting': _cost_of_counting(team, note_every),
        'kinds': kinds,
        'tids': team.tids,
    })
    while True:
        line = sys.stdin.readline()
        if not line:
            return
        asked = json.loads(line)
        if asked['do'] == 'begin':
            team.job = Job(asked)
            prepared['work'], prepared['free'] = prepare(team.job, counters)
            team.asked.set()
            tell({'kind': 'begun'})
        elif asked['do'] == 'results':
            while None in team.done[:team.job.threads]:
                time.sleep(LOOK)
            tell({'kind': 'results', 'free': prepared['free'](), 'threads': team.done[:team.job.threads]})
