"""
ipc-throughput on CPython: one process sends messages to another (to a thread, where the channel reaches no process), then
the same message goes to and fro.
"""
import contextlib
import multiprocessing
import struct
import threading
import zlib

import channels
import clock
import program

# Shares of the asked time for the warm-up and for the round trips, and how many of these are kept at most.
WARM_UP = 0.2
ROUND_TRIPS = 0.3
MOST_ROUND_TRIPS = 2000
# Messages between two notes of the count; one of so many is summed up whole.
NOTE_EVERY = 16
WHOLE_EVERY = 64
# Of a long message so many bytes at each end are summed up.
END = 64


def maker(shape, size):
    """Makes message `number`, which bears its number at both ends: `size` bytes, or a list of so many numbers as have that size in C."""
    if shape == 'bytes':
        body = bytes(bytearray(i % 251 for i in range(size - 16)))
        return lambda number: b''.join((struct.pack('<q', number), body, struct.pack('<q', number)))
    body = [i / 8 for i in range(size // 8 - 2)]
    return lambda number: [float(number)] + body + [float(number)]


def summed(shape):
    """Adds a message to a sum: both its ends and its length; of each WHOLE_EVERY-th everything."""
    if shape == 'bytes':
        def of_bytes(total, number, message):
            if len(message) <= 2 * END or number % WHOLE_EVERY == 0:
                return zlib.crc32(message, total)
            return zlib.crc32(message[-END:], zlib.crc32(message[:END], total + len(message) & 0xffffffff))
        return of_bytes

    def of_objects(total, number, message):
        whole = sum(message) if number % WHOLE_EVERY == 0 else 0
        return zlib.crc32(struct.pack('<dddq', message[0], message[-1], whole, len(message)), total)
    return of_objects


def receive(get, put_back, results, shape):
    """What the other side does: takes messages until an empty one, twice; then sends each back, until an empty one."""
    program.name_own_thread('ipc-receiver')
    add = summed(shape)
    for _ in range(2):
        total = number = 0
        message = get()
        while message:
            total = add(total, number, message)
            number += 1
            message = get()
        results.send({'thread': program.own_thread(), 'count': number, 'sum': total, 'ended': clock.seconds()})
    message = get()
    while message:
        put_back(message)
        message = get()


def send(put, make, shape, duration, note):
    """Sends numbered messages for so long, then an empty one. Returns how many, their sum, and when it began."""
    add, now = summed(shape), clock.seconds
    total = number = 0
    began = now()
    end = began + duration
    while now() < end:
        message = make(number)
        put(message)
        total = add(total, number, message)
        number += 1
        if number % NOTE_EVERY == 0:
            note(number)
    put([] if shape == 'objects' else b'')
    note(number)
    return {'count': number, 'sum': total, 'began': began}


def round_trips(put, get_back, make, duration):
    """Seconds of each, and of how many another message came back than was sent."""
    now = clock.seconds
    taken, wrong = [], 0
    end = now() + duration
    while not taken or (len(taken) < MOST_ROUND_TRIPS and now() < end):
        message = make(len(taken))
        before = now()
        put(message)
        answer = get_back()
        taken.append(now() - before)
        wrong += answer != message
    return taken, wrong


def reach(channel, context, closing):
    """Whether what another process puts into the channel is there for this one. None of channels that nobody asks it of."""
    if channel not in ('queue.Queue', 'multiprocessing.Queue'):
        return None
    put, get = channels.ways(channel, 'bytes', END, context, closing)[0]
    other = context.Process(target=put, args=(b'told',), daemon=True)
    other.start()
    other.join()
    try:
        return get(timeout=0.05 if channel == 'queue.Queue' else 10) == b'told'
    except channels.queue.Empty:
        return False


def measure(job, counters):
    context = multiprocessing.get_context('fork')
    with contextlib.ExitStack() as closing:
        reached = reach(job.channel, context, closing)
        (put, get), (put_back, get_back) = channels.ways(
            job.channel, job.shape, job.messageSize, context, closing)
        answers, results = context.Pipe(duplex=False)
        begin = threading.Thread if job.channel == 'queue.Queue' else context.Process
        receiver = begin(target=receive, args=(get, put_back, results, job.shape), daemon=True)
        receiver.start()
        make = maker(job.shape, job.messageSize)
        send(put, make, job.shape, job.duration * WARM_UP, lambda count: None)
        other = answers.recv()['thread']
        program.started('ipc-sender', [(other, 'ipc-receiver')])
        sent = send(put, make, job.shape, job.duration, lambda count: counters.set(0, count))
        received = answers.recv()
        taken, wrong = round_trips(put, get_back, make, job.duration * ROUND_TRIPS)
        put([] if job.shape == 'objects' else b'')
        receiver.join()
    return {
        'sent': {'count': sent['count'], 'sum': sent['sum']},
        'received': {'count': received['count'], 'sum': received['sum']},
        'elapsed': received['ended'] - sent['began'],
        'roundTrips': taken,
        'wrongAnswers': wrong,
        'reached': reached,
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
