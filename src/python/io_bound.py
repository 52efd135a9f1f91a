"""
io-bound on CPython: workers that wait for answers, one after the other in one thread, in threads, in forked processes, or as
tasks of one event loop. Each request has a number, which its answer must bear.
"""
import asyncio
import concurrent.futures
import os
import socket
import tempfile
import time

import clock
import program
import workers
from echo_server import EchoServer

# Numbers of one worker's requests, and how long an answer may take (seconds).
NUMBERS = 10 ** 9
PATIENCE = 15
# Bytes of a file's record.
RECORD = 4096


class Sleep(object):
    """Nobody is asked: the request is to wait."""

    def __init__(self, wait, port):
        self.wait = wait

    def ask(self, number):
        time.sleep(self.wait)
        return [number]

    async def ask_awaited(self, number):
        await asyncio.sleep(self.wait)
        return [number]

    def close(self):
        pass


class Socket(object):
    """A connection of its own to the server on loopback, opened by the first request. All answers that are there are taken."""

    def __init__(self, wait, port):
        self.port = port
        self.connection = self.reader = self.writer = None
        self.begun = b''

    def ask(self, number):
        if self.connection is None:
            self.connection = socket.socket()
            self.connection.settimeout(PATIENCE)
            self.connection.connect(('127.0.0.1', self.port))
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.sendall(b'%d\n' % number)
        found = []
        while number not in found:
            found += self.split(self.connection.recv(RECORD))
        return found

    def split(self, read):
        if not read:
            raise RuntimeError('the server closed a connection')
        *lines, self.begun = (self.begun + read).split(b'\n')
        return [int(line) for line in lines]

    async def ask_awaited(self, number):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection('127.0.0.1', self.port)
        self.writer.write(b'%d\n' % number)
        found = []
        while number not in found:
            found += self.split(await asyncio.wait_for(self.reader.read(RECORD), PATIENCE))
        return found

    def close(self):
        for each in (self.connection, self.writer):
            if each is not None:
                each.close()


class File(object):
    """A file of its own without a name: a record is written, flushed to the disk, and read back."""

    def __init__(self, wait, port):
        self.file = tempfile.TemporaryFile()

    def ask(self, number):
        descriptor = self.file.fileno()
        os.pwrite(descriptor, (b'%d\n' % number).ljust(RECORD, b'.'), 0)
        os.fsync(descriptor)
        return [int(os.pread(descriptor, RECORD, 0).partition(b'\n')[0])]

    async def ask_awaited(self, number):
        """asyncio has no files: a thread of the loop's pool does it."""
        return await asyncio.get_event_loop().run_in_executor(None, self.ask, number)

    def close(self):
        self.file.close()


KINDS = {'sleep': Sleep, 'socket': Socket, 'file': File}


class Answers(object):
    """Of one worker: how many of its requests were answered, and how many answers came that answer none of them, or one again."""

    def __init__(self, worker):
        self.first = worker * NUMBERS
        self.answered = self.twice = 0

    def take(self, number, found):
        """`found`: what came, of which one should be the answer."""
        self.answered += 1 if number in found else 0
        self.twice += len(found) - 1

    def told(self, made):
        return dict(made, answered=self.answered, twice=self.twice)


def one_after_another(kind, wait, port, note):
    """What worker `number` does: it asks, and asks again when it has the answer."""

    def act(number, begin, end):
        answers, asked = Answers(number), KINDS[kind](wait, port)

        def request(made):
            own = answers.first + made
            answers.take(own, asked.ask(own))

        try:
            return answers.told(workers.count_turns(request, lambda count: note(number, count), begin, end))
        finally:
            asked.close()

    return act


def all_at_once(kind, wait, port, note, tasks):
    """What one thread does with an event loop: as many tasks ask, each again when it has the answer."""

    made_by_all = 0

    async def task(number, begin, end):
        nonlocal made_by_all
        answers, asked = Answers(number), KINDS[kind](wait, port)
        entered, now, made = clock.seconds(), clock.seconds(), 0
        first, before = None, 0
        while now < end:
            own = answers.first + made
            answers.take(own, await asked.ask_awaited(own))
            made += 1
            made_by_all += 1
            note(0, made_by_all)
            now = clock.seconds()
            if first is None and now >= begin:
                first, before = now, made
        asked.close()
        if first is None:  # it came too late to do anything
            first, before = now, made
        return answers.told(
            {'entered': entered, 'first': first, 'last': now, 'turns': made, 'counted': made - before, 'cpu': None})

    async def every(begin, end):
        with concurrent.futures.ThreadPoolExecutor(tasks) as pool:
            asyncio.get_event_loop().set_default_executor(pool)
            return await asyncio.gather(*[task(number, begin, end) for number in range(tasks)])

    def act(_number, begin, end):
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            return loop.run_until_complete(every(begin, end))
        finally:
            loop.close()

    return act


def measure(job, counters):
    server = EchoServer(job.wait) if job.kind == 'socket' else None
    wait, port = getattr(job, 'wait', 0), server.port if server else 0
    in_processes = job.mode == 'processes'

    def work(count, note):
        if job.mode == 'async':
            return all_at_once(job.kind, wait, port, note, count)
        return one_after_another(job.kind, wait, port, note)

    alone = workers.alone(work(1, lambda number, count: None), job.duration, in_processes)
    actors = 1 if job.mode in ('serial', 'async') else job.workers
    together = workers.together(
        [[number] for number in range(actors)],
        work(job.workers, counters.set),
        job.duration,
        workers.numbered(job.mode, actors),
        in_processes,
        lambda threads: program.started('io-bound', threads),
    )
    if job.mode == 'async':
        alone.results, together.results = alone.results[0], together.results[0]
    sent = server.stop() if server else None
    return {'alone': alone.answer(), 'together': together.answer(), 'sent': sent}


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
