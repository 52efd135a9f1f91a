"""processes-times-threads: tasks that use the CPU for a share of their time and sleep for the rest, by T threads in each of P forked processes."""
import time

import bodies
import clock
import program
import workers

# What a task takes where nobody is in its way (seconds), and how many units of work are timed for that.
TASK = 0.005
TIMED = 40


def unit_time():
    """Seconds of CPU of one unit of arithmetic: the lower quartile of several."""
    taken = []
    for _ in range(TIMED):
        start = clock.cpu_seconds()
        bodies.arithmetic(0)
        taken.append(clock.cpu_seconds() - start)
    return sorted(taken)[TIMED // 4]


def tasks_of(units, pause, note):
    """What worker `number` does: tasks of so many units of its share of the work and a sleep."""

    def act(number, begin, end):
        checksum = 0

        def task(_made):
            nonlocal checksum
            for _ in range(units):
                checksum = (checksum + bodies.arithmetic(number)) & bodies.MASK
            if pause > 0:
                time.sleep(pause)

        made = workers.count_turns(task, lambda count: note(number, count), begin, end)
        return dict(made, checksum=checksum)

    return act


def measure(job, counters):
    units = round(job.cpuShare * TASK / unit_time())
    pause = (1 - job.cpuShare) * TASK
    alone = workers.alone(tasks_of(units, pause, lambda number, count: None), job.duration)
    groups = [list(range(process * job.threads, (process + 1) * job.threads)) for process in range(job.processes)]
    all_of_them = workers.together(
        groups,
        tasks_of(units, pause, counters.set),
        job.duration,
        workers.numbered('task', job.processes * job.threads),
        True,
        lambda threads: program.started('split', threads),
    )
    return {'gil': program.has_gil(), 'units': units, 'alone': alone.answer(), 'together': all_of_them.answer()}


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
