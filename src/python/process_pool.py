"""
process-pool on CPython: a caller has tasks done by the processes or threads of a pool, or by a new one for each task. A task
sleeps, as one that waits for a disk or another machine would.
"""
import collections
import concurrent.futures
import mmap
import multiprocessing
import multiprocessing.connection
import threading
import time

import clock
import program

# No new task is submitted after so long (seconds).
LONGEST = 10

# What all workers share, and what each keeps: its number.
Shared = collections.namedtuple('Shared', 'ran seats lock note time')
own = threading.local()
shared = None


def share(job, context, counters):
    """Makes what all workers share, before any of them is started: how often each task ran, and who has come."""
    global shared
    ran = mmap.mmap(-1, job.tasks + 1)
    seats = memoryview(mmap.mmap(-1, 8)).cast('q')
    shared = Shared(ran, seats, context.Lock(), counters.set, job.taskTime)


def take_seat():
    """The number of the calling worker, the first that comes is 0."""
    with shared.lock:
        own.seat, own.made = shared.seats[0], 0
        shared.seats[0] += 1
    program.name_own_thread('pool-w%d' % own.seat)


def task(number):
    """Waits so long, and tells who did it when: (number, began, ended)."""
    began = clock.seconds()
    if not hasattr(own, 'seat'):
        take_seat()
    time.sleep(shared.time)
    shared.ran[number] += 1
    if number < len(shared.ran) - 1:  # the last place is that of the warm-up
        own.made += 1
        shared.note(own.seat, own.made)
    return number, began, clock.seconds()


class Pool(object):
    """multiprocessing.Pool, with the three ways to submit."""

    def __init__(self, job, context):
        self.pool = context.Pool(job.workers, take_seat)

    def apply(self, number):
        return self.pool.apply(task, (number,))

    def apply_async(self, number):
        return self.pool.apply_async(task, (number,)).get

    def map(self, numbers, chunk):
        return self.pool.map(task, numbers, chunk)

    def close(self):
        self.pool.close()
        self.pool.join()


class Executor(object):
    """concurrent.futures.ThreadPoolExecutor: its submit is what a Pool calls apply_async."""

    def __init__(self, job, context):
        self.executor = concurrent.futures.ThreadPoolExecutor(job.workers)

    def apply(self, number):
        return self.executor.submit(task, number).result()

    def apply_async(self, number):
        return self.executor.submit(task, number).result

    def map(self, numbers, chunk):
        return list(self.executor.map(task, numbers, chunksize=chunk))

    def close(self):
        self.executor.shutdown()


class Fresh(object):
    """No pool: a new process or thread for each task (with map for each chunk), as many at once as there would be workers."""

    def __init__(self, job, context):
        self.make = threading.Thread if job.kind == 'freshThread' else context.Process
        self.context = context
        self.seats = list(range(job.workers))
        self.made = [0] * job.workers
        self.running = {}

    def begin(self, numbers):
        """Starts one for these tasks, as soon as a seat is free; returns what waits for its end and has its results."""
        while not self.seats:
            for reader in multiprocessing.connection.wait(list(self.running)):
                self.end(reader)
        seat = self.seats.pop()
        reader, writer = self.context.Pipe(duplex=False)
        unit = self.make(target=self.run, args=(seat, self.made[seat], numbers, writer), daemon=True)
        unit.start()
        if self.make is not threading.Thread:
            writer.close()  # so that one which ends without a result ends the wait
        results = []
        self.running[reader] = unit, seat, len(numbers), results

        def wait():
            while reader in self.running:
                self.end(reader)
            return results
        return wait

    def run(self, seat, made, numbers, writer):
        own.seat, own.made = seat, made
        program.name_own_thread('pool-w%d' % seat)
        writer.send([task(number) for number in numbers])
        writer.close()

    def end(self, reader):
        """Takes the results of one, waits until it has ended, and frees its seat."""
        unit, seat, count, results = self.running[reader]
        results.extend(reader.recv())
        reader.close()
        unit.join()
        del self.running[reader]
        self.made[seat] += count
        self.seats.append(seat)

    def apply(self, number):
        return self.begin([number])()[0]

    def apply_async(self, number):
        wait = self.begin([number])
        return lambda: wait()[0]

    def map(self, numbers, chunk):
        waits = [self.begin(numbers[at:at + chunk]) for at in range(0, len(numbers), chunk)]
        return [result for wait in waits for result in wait()]

    def close(self):
        pass


POOLS = {'processes': Pool, 'threads': Executor, 'freshProcess': Fresh, 'freshThread': Fresh}


def run_tasks(pool, job):
    """Submits all tasks. Returns the results, when each task was submitted, and how long the caller was held by submitting."""
    now = clock.seconds
    submitted, waits, results, held = [], [], [], 0
    limit = now() + LONGEST
    if job.submit == 'map':
        # One call; where that could last too long, one for each tenth, so that the limit can be kept.
        is_short = job.kind in ('processes', 'threads') and job.tasks * job.taskTime / job.workers < LONGEST / 2
        part = job.tasks if is_short else max(job.chunk * job.workers, -(-job.tasks // 10))
        for first in range(0, job.tasks, part):
            before = now()
            if before > limit:
                break
            numbers = range(first, min(job.tasks, first + part))
            submitted.extend(before for _ in numbers)
            results.extend(pool.map(numbers, job.chunk))
            held += now() - before
        return results, submitted, held
    submit = pool.apply if job.submit == 'apply' else pool.apply_async
    for number in range(job.tasks):
        before = now()
        if before > limit:
            break
        submitted.append(before)
        waits.append(submit(number))
        held += now() - before
    return (waits if job.submit == 'apply' else [wait() for wait in waits]), submitted, held


def measure(job, counters):
    context = multiprocessing.get_context('fork')
    share(job, context, counters)
    program.started('pool-caller')
    pool = POOLS[job.kind](job, context)
    if job.kind in ('processes', 'threads'):
        for wait in [pool.apply_async(job.tasks) for _ in range(2 * job.workers)]:
            wait()  # the workers have come, and what they need is loaded
    began = clock.seconds()
    results, submitted, held = run_tasks(pool, job)
    elapsed = clock.seconds() - began
    pool.close()
    return {
        'submitted': len(submitted),
        'elapsed': elapsed,
        'held': held,
        'tasks': [{'number': number, 'waited': begun - submitted[number], 'took': ended - begun}
                  for number, begun, ended in results],
        'ran': list(shared.ran[:len(submitted)]),
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
