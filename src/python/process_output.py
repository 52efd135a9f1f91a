"""
process-output on CPython: processes print lines to one output, a pipe. Each writes through a stream of its own that is buffered by the
line, as standard output on a terminal is, and main reads what arrives.
"""
import contextlib
import multiprocessing
import os

import clock
import program

# Bytes of a reading.
READ = 65536


def line_of(process, number, length):
    """`length` characters, of which the line's end is one: who wrote it, then filling."""
    return ('%d:%d:' % (process, number)).ljust(length - 1, '.')


def print_line(out, line, lock):
    with lock:
        print(line, file=out)


def lock_of(kind, context):
    return context.Lock() if kind == 'Lock' else contextlib.suppress()


class Writers(object):
    """The processes, which stand at a start line."""

    def __init__(self, job, output, counters):
        context = multiprocessing.get_context('fork')
        self.job, self.output, self.counters = job, output, counters
        self.lock = lock_of(job.lock, context)
        self.ready, self.start = context.Semaphore(0), context.Event()
        self.processes = [context.Process(target=self._write, args=(number,)) for number in range(job.processes)]
        for process in self.processes:
            process.start()
        for _ in self.processes:
            self.ready.acquire()

    def names(self):
        return [(process.pid, self._name(number)) for number, process in enumerate(self.processes)]

    def _name(self, number):
        return 'output-w%d' % number

    def _write(self, process):
        program.name_own_thread(self._name(process))
        with open(self.output, 'w', buffering=1, encoding='ascii', closefd=False) as out:
            self.ready.release()
            self.start.wait()
            end = clock.seconds() + self.job.longest
            for number in range(self.job.lines):
                if clock.seconds() > end:
                    break
                print_line(out, line_of(process, number, self.job.lineLength), self.lock)
                self.counters.set(process, number + 1)


def lines_from(source):
    """What stands between two ends of lines, until every writer has closed the pipe."""
    rest = b''
    for part in iter(lambda: os.read(source, READ), b''):
        lines = (rest + part).split(b'\n')
        rest = lines.pop()
        for line in lines:
            yield line
    if rest:
        yield rest


def count_whole(job, source):
    """How many of the lines arrived as they were written, each once and after those that its process wrote before."""
    next_of = [0] * job.processes
    whole = 0
    for line in lines_from(source):
        process, number = (int(part) if part.isdigit() else -1 for part in (line.split(b':') + [b'', b''])[:2])
        if not 0 <= process < job.processes or number < next_of[process]:
            continue
        if line == line_of(process, number, job.lineLength).encode('ascii'):
            next_of[process] = number + 1
            whole += 1
    return whole


def measure(job, counters):
    source, output = os.pipe()
    writers = Writers(job, output, counters)
    os.close(output)
    program.started('output-main', writers.names())
    began = clock.seconds()
    writers.start.set()
    whole = count_whole(job, source)
    elapsed = clock.seconds() - began
    for process in writers.processes:
        process.join()
    return {
        'written': [counters.get(process) for process in range(job.processes)],
        'whole': whole,
        'elapsed': elapsed,
        'statuses': [process.exitcode for process in writers.processes],
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
