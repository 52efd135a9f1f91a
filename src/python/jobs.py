"""
The job of each type that a manager shares, done by two processes in a forced order: what one does, the other must see. The
other process does what it is told, call by call, so that nothing rests on who is faster.
"""
import program

# How long whoever waits for the other may wait (seconds): it is never reached but by an object that does not do its job.
PATIENCE = 10


class Other(object):
    """Another process with a proxy of the same object."""

    def __init__(self, shared, context):
        self.here, there = context.Pipe()
        self.process = context.Process(target=_obey, args=(shared, there, self.here), daemon=True)
        self.process.start()
        there.close()

    def begin(self, name, *args):
        """Has it call the method; it may wait in there."""
        self.here.send((name, args))

    def has_ended(self, within):
        """Whether the call has come back by then."""
        return self.here.poll(within)

    def result(self):
        return self.here.recv()

    def does(self, name, *args):
        """What the method returned there, or the name of what it raised."""
        self.begin(name, *args)
        return self.result()

    def end(self):
        self.here.close()
        self.process.join()


def _obey(shared, end, other_end):
    program.name_own_thread('proxies-other')
    other_end.close()  # a copy of it was forked along, and while it is open here no end is heard
    while True:
        try:
            name, args = end.recv()
        except EOFError:
            return
        try:
            answer = getattr(shared, name)(*args)
        except Exception as error:
            answer = type(error).__name__
        end.send(answer)


def of_list(shared, other):
    other.does('append', 'told')
    other.does('extend', ['and', 'more'])
    return shared[:] == ['told', 'and', 'more']


def of_dict(shared, other):
    other.does('__setitem__', 'word', 'told')
    shared['other'] = 1
    return other.does('copy') == {'word': 'told', 'other': 1} and shared['word'] == 'told'


def of_namespace(shared, other):
    other.does('__setattr__', 'word', 'told')
    return shared.word == 'told'


def excludes(shared, other):
    """Whoever holds it keeps the other process out, and no longer than he holds it."""
    shared.acquire()
    kept_out = other.does('acquire', False) is False
    shared.release()
    let_in = other.does('acquire', False) is True
    kept_out_too = shared.acquire(False) is False
    other.does('release')
    return kept_out and let_in and kept_out_too


def re_enters(shared, other):
    shared.acquire()
    again = shared.acquire(False) is True
    shared.release()
    still_out = other.does('acquire', False) is False
    shared.release()
    return again and still_out and excludes(shared, other)


def admits_two(shared, other):
    in_turn = shared.acquire(False) is True and other.does('acquire', False) is True
    kept_out = other.does('acquire', False) is False
    shared.release()
    let_in = other.does('acquire', False) is True
    for _ in range(2):
        other.does('release')
    return in_turn and kept_out and let_in


def admits_two_and_no_more(shared, other):
    return admits_two(shared, other) and other.does('release') == 'ValueError'


def of_condition(shared, other):
    other.does('acquire')
    other.begin('wait', PATIENCE)
    shared.acquire()  # it waits now: waiting alone gives the lock back
    asleep = not other.has_ended(0)
    shared.notify()
    shared.release()
    woken = other.result() is True
    other.does('release')
    return asleep and woken


def of_event(shared, other):
    unset = other.does('wait', 0) is False
    other.begin('wait', PATIENCE)
    shared.set()
    woken = other.result() is True and other.does('is_set') is True
    shared.clear()
    return unset and woken and other.does('is_set') is False


def of_barrier(shared, other):
    other.begin('wait', PATIENCE)
    waits = not other.has_ended(0.01)
    places = {shared.wait(PATIENCE), other.result()}
    return waits and places == {0, 1}


def of_queue(shared, other):
    for word in ('told', 'in', 'order'):
        other.does('put', word)
    taken = [shared.get(True, PATIENCE) for _ in range(3)]
    return taken == ['told', 'in', 'order'] and shared.empty() and other.does('get', False) == 'Empty'


def of_value(shared, other):
    other.does('set', 7)
    return shared.value == 7


def of_array(shared, other):
    other.does('__setitem__', 1, 7)
    return list(shared[:]) == [0, 7, 0]


# By type: how it is made, its job, and what that is in words.
JOBS = {
    'list': (lambda manager: manager.list(), of_list, 'what the other process appended is there'),
    'dict': (lambda manager: manager.dict(), of_dict, 'each process has the key that the other one set'),
    'Namespace': (lambda manager: manager.Namespace(), of_namespace, 'the attribute that the other process set is there'),
    'Lock': (lambda manager: manager.Lock(), excludes, 'while one process holds it, the other one does not get it'),
    'RLock': (lambda manager: manager.RLock(), re_enters, 'its owner gets it again, the other process does not'),
    'Semaphore': (lambda manager: manager.Semaphore(2), admits_two, 'two permits let two in, a third waits for a release'),
    'BoundedSemaphore': (
        lambda manager: manager.BoundedSemaphore(2), admits_two_and_no_more,
        'two permits let two in, and one release too many is refused'),
    'Condition': (lambda manager: manager.Condition(), of_condition, 'the other process sleeps until it is notified'),
    'Event': (lambda manager: manager.Event(), of_event, 'the other process sleeps until it is set, and sees it cleared'),
    'Barrier': (lambda manager: manager.Barrier(2), of_barrier, 'the other process waits until both are there'),
    'Queue': (lambda manager: manager.Queue(), of_queue, 'what the other process put comes out in its order'),
    'Value': (lambda manager: manager.Value('q', 0), of_value, 'the value that the other process set is there'),
    'Array': (lambda manager: manager.Array('q', [0, 0, 0]), of_array, 'the element that the other process set is there'),
}


def done(kind, manager, context):
    """Whether the type did its job, and what that is."""
    make, job, words = JOBS[kind]
    shared = make(manager)
    other = Other(shared, context)
    try:
        return job(shared, other), words
    finally:
        other.end()
