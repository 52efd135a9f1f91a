"""gil-scaling on CPython: one worker alone, then all of them, serially in one thread, in threads, or in forked processes."""
import bodies
import program
import workers


def sharing(body, shares, actors, note):
    """What worker `number` of `actors` does: units of its shares of the work in turn. Serially one worker has all of them."""

    def act(number, begin, end):
        own = list(range(number, shares, actors))
        unit = bodies.unit_of(body, own)
        checksum = 0

        def turn(made):
            nonlocal checksum
            checksum = (checksum + unit(own[made % len(own)])) & bodies.MASK

        made = workers.count_turns(turn, lambda count: note(number, count), begin, end)
        return dict(made, checksum=checksum)

    return act


def measure(job, counters):
    in_processes = job.mode == 'processes'
    alone = workers.alone(sharing(job.body, 1, 1, lambda number, count: None), job.duration, in_processes)
    actors = 1 if job.mode == 'serial' else job.workers
    groups = [[number] for number in range(actors)]
    all_of_them = workers.together(
        groups,
        sharing(job.body, job.workers, actors, counters.set),
        job.duration,
        workers.numbered(job.mode, actors),
        in_processes,
        lambda threads: program.started('gil-scaling', threads),
    )
    return {'gil': program.has_gil(), 'alone': alone.answer(), 'together': all_of_them.answer()}


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
