"""
gil-switching: a thread answers datagrams of another process while other threads of its own compute. How long it takes from
the sending of each until the thread has the interpreter is the latency; the shape of Tools/ccbench of CPython.
"""
import random
import resource
import socket
import struct
import sys
import time

import bodies
import clock
import program
import workers

# A datagram: its number and when it was sent (seconds of the monotonic clock). A number below 0 ends the echo.
PING = struct.Struct('<qd')
LAST = -1
# The pause between an answer and the next ping, drawn anew each time so that it keeps no step with the switches (seconds).
SHORTEST, LONGEST = 0.001, 0.005
# How long an answer may take (seconds).
PATIENCE = 15


def here():
    """A socket of its own on loopback."""
    own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    own.bind(('127.0.0.1', 0))
    own.settimeout(PATIENCE)
    return own


def ping(own, to, seed, note, begin, end):
    """Sends one ping after the other and awaits each answer. Returns how many were sent, answered, and answered more than once."""
    drawn = random.Random(seed)
    time.sleep(max(0, begin - clock.seconds()))
    sent = answered = twice = 0
    while clock.seconds() < end:
        own.sendto(PING.pack(sent, clock.seconds()), to)
        sent += 1
        while answered < sent:
            number, _ = PING.unpack(own.recv(PING.size))
            if number == sent - 1:
                answered += 1
            else:
                twice += 1
        note(answered)
        time.sleep(drawn.uniform(SHORTEST, LONGEST))
    own.sendto(PING.pack(LAST, 0), to)
    return {'sent': sent, 'answered': answered, 'twice': twice + left_over(own)}


def left_over(own):
    """Answers that came although nothing is asked any more; all have been sent by then."""
    own.settimeout(0.05)
    found = 0
    try:
        while own.recv(PING.size):
            found += 1
    except OSError:
        return found


def reply(own, datagram, sender):
    own.sendto(datagram, sender)


def switches():
    """Context switches of all threads of this process, voluntary and not."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_nvcsw + used.ru_nivcsw


def echo(own, begin, end):
    """Answers until it is told to end. The first statement after a datagram has come is what it waits for."""
    latencies = []
    before, since = switches(), clock.seconds()
    while True:
        datagram, sender = own.recvfrom(PING.size)
        now = clock.seconds()
        number, sent_at = PING.unpack(datagram)
        if number == LAST:
            break
        latencies.append(now - sent_at)
        reply(own, datagram, sender)
    return {'latencies': latencies, 'switches': switches() - before, 'elapsed': clock.seconds() - since}


def compute(begin, end):
    return workers.count_turns(lambda made: bodies.arithmetic(0), lambda made: None, begin, end)


def measure(job, counters):
    pinger, echoer = here(), here()

    def act(number, begin, end):
        if number == 0:
            return ping(pinger, echoer.getsockname(), job.seed, lambda made: counters.set(0, made), begin, end)
        sys.setswitchinterval(job.switchInterval)
        return echo(echoer, begin, end) if number == 1 else compute(begin, end)

    groups = [[0], list(range(1, 2 + job.cpuThreads))]
    names = ['ping', 'echo'] + workers.numbered('cpu', job.cpuThreads)
    together = workers.together(
        groups, act, job.duration, names, True, lambda threads: program.started('gil-switching', threads))
    pings, echoes, *computing = together.results
    return dict(together.answer(), gil=program.has_gil(), pings=pings, echoes=echoes, workers=computing)


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
