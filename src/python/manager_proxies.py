"""manager-proxies on CPython: first each type does its job between two processes, then several processes use one object through a manager."""
import mmap
import multiprocessing
import time

import channels
import clock
import jobs
import program

# Words of the memory that the processes share beside the manager: how many turns all make at a barrier (0: not known yet), and
# what a lock of the manager guards.
TURNS, GUARDED = range(2)
WORDS = 8


def make(manager, kind):
    """An object of the kind, as the operations below use it."""
    return {
        'list': lambda: manager.list([0]),
        'dict': lambda: manager.dict({'word': 0}),
        'Namespace': lambda: manager.Namespace(word=0),
        'Lock': manager.Lock,
        'RLock': manager.RLock,
        'Semaphore': lambda: manager.Semaphore(1),
        'BoundedSemaphore': lambda: manager.BoundedSemaphore(1),
        'Condition': manager.Condition,
        'Event': manager.Event,
        'Queue': manager.Queue,
        'Value': lambda: manager.Value('q', 0),
        'Array': lambda: manager.Array('q', [0] * 64),
    }[kind]()


def add_guarded(words):
    """Adds one to what a lock guards, in two steps far enough apart for another to come between."""
    seen = words[GUARDED]
    time.sleep(0)
    words[GUARDED] = seen + 1


def locked(shared, words):
    def turn(_):
        with shared:
            add_guarded(words)
    return turn


def notified(shared, words):
    def turn(_):
        with shared:
            add_guarded(words)
            shared.notify()
    return turn


def atomic(kind, shared, number, words):
    """One call of the type in each turn; of a lock its acquisition, with the release that lets the next one in."""
    if kind == 'list':
        return shared.append
    if kind == 'dict':
        return lambda turn: shared.__setitem__((number, turn), turn)
    if kind == 'Namespace':
        return lambda turn: setattr(shared, 'of_%d' % number, turn + 1)
    if kind == 'Array':
        return lambda turn: shared.__setitem__(number, turn + 1)
    if kind == 'Queue':
        return shared.put
    if kind == 'Event':
        return lambda _: shared.set()
    if kind == 'Barrier':
        return lambda _: shared.wait()
    return notified(shared, words) if kind == 'Condition' else locked(shared, words)


def kept(kind, shared, counts, words):
    """How many turns the object shows, all processes together, after atomic ones: as many as were made, or some are lost."""
    if kind in ('list', 'dict'):
        return len(shared) - 1
    if kind == 'Namespace':
        return sum(getattr(shared, 'of_%d' % number) for number in range(len(counts)))
    if kind == 'Array':
        return sum(shared[number] for number in range(len(counts)))
    if kind == 'Queue':
        return shared.qsize()
    if kind == 'Event':
        return sum(counts) if shared.is_set() else 0
    if kind == 'Barrier':  # each phase is one turn of everybody
        return min(counts) * len(counts) if shared.n_waiting == 0 else 0
    return words[GUARDED]


def compound(kind, shared):
    """Read, then write: two calls, between which another process may write."""
    if kind == 'list' or kind == 'Array':
        def turn(_):
            shared[0] += 1
    elif kind == 'dict':
        def turn(_):
            shared['word'] += 1
    elif kind == 'Namespace':
        def turn(_):
            shared.word += 1
    else:
        def turn(_):
            shared.value += 1
    return turn


def kept_compound(kind, shared):
    return {'dict': lambda: shared['word'], 'Namespace': lambda: shared.word, 'Value': lambda: shared.value}.get(
        kind, lambda: shared[0])()


def use(turn, number, together, duration, words, note, meeting, results):
    """What each process does: turns for so long, counted; all begin at once. `together`: all make as many, since one waits for the other."""
    program.name_own_thread('proxies-w%d' % number)
    results.put((number, program.own_thread()))
    meeting.wait()
    made, began = 0, clock.seconds()
    end, is_last = began + duration, False
    while not is_last:
        if together and number == 0 and not words[TURNS] and clock.seconds() >= end:
            words[TURNS] = made + 1  # nobody is past this turn before its own arrival, so that all hear of it in time
        turn(made)
        made += 1
        note(number, made)
        is_last = made == words[TURNS] if together else clock.seconds() >= end
    results.put((number, made, began, clock.seconds()))


def measure(job, counters):
    context = multiprocessing.get_context('fork')
    kind, processes = job.type, job.processes
    is_compound = kind == 'Value' or getattr(job, 'operation', 'atomic') == 'compound'
    words = memoryview(mmap.mmap(-1, 8 * WORDS)).cast('q')
    manager = channels.started_manager(context)
    try:
        done, said = jobs.done(kind, manager, context)
        shared = manager.Barrier(processes) if kind == 'Barrier' else make(manager, kind)
        meeting, results = context.Barrier(processes), context.SimpleQueue()

        users = [
            context.Process(daemon=True, target=use, args=(
                compound(kind, shared) if is_compound else atomic(kind, shared, number, words),
                number, kind == 'Barrier', job.duration, words, counters.set, meeting, results))
            for number in range(processes)
        ]
        for user in users:
            user.start()
        threads = dict(results.get() for _ in users)
        program.started('proxies', [(threads[number], 'proxies-w%d' % number) for number in range(processes)])
        made = sorted(results.get() for _ in users)
        for user in users:
            user.join()
        counts = [count for _, count, _, _ in made]
        shown = kept_compound(kind, shared) if is_compound else kept(kind, shared, counts, words)
    finally:
        manager.shutdown()
    return {
        'counts': counts,
        'elapsed': max(ended for _, _, _, ended in made) - min(began for _, _, began, _ in made),
        'shown': shown,
        'done': done,
        'said': said,
    }


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
