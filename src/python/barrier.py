"""
barrier: parties work, then wait for all. The first one may have more work than the others: the straggler.

A party tells at which barrier it has arrived before it waits there. Who goes on looks at the next party: it must have arrived at
this barrier, and may at most stand at the next one already. Each looks at one, and all are looked at.
"""
import threading

import clock
import protocol
from calibration import work
from fixed_time import take_part

BARRIERS = {'barrier': threading.Barrier}


def prepare(job, counters):
    straggler, parties = job.settings
    barrier, arrived = BARRIERS[job.kind](parties), [0] * parties
    longs, own = counters.longs, counters.own

    def work_of(team, number):
        made_at, violations_at = own(number, 'ACQUISITIONS'), own(number, 'VIOLATIONS')
        spent_at, waited_at = own(number, 'PHASE_TIME'), own(number, 'WAIT_TIME')
        following, now = (number + 1) % parties, clock.seconds

        def loop(section, _think):
            steps = section + (section * straggler // 1024 if number == 0 else 0)
            made = spent = waited = 0
            start = now()
            while team.is_running():
                work(steps)
                arrived[number] = made + 1
                came = now()
                try:
                    barrier.wait()
                except threading.BrokenBarrierError:
                    return  # another has seen that the run is over
                end = now()
                made += 1
                if arrived[following] not in (made, made + 1):
                    longs[violations_at] += 1
                longs[made_at] = made
                waited += end - came
                spent += end - start
                longs[waited_at], longs[spent_at] = int(waited * 1e9), int(spent * 1e9)
                start = end
            barrier.abort()

        return take_part(team, loop)

    def free():
        return True  # a barrier is never held

    return work_of, free


def serve():
    protocol.serve(sorted(BARRIERS), prepare, note_every=1)


if __name__ == '__main__':
    serve()
