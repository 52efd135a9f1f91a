"""
Work inside and outside of a lock, calibrated in seconds of the thread's CPU time: with one interpreter lock for all, the time on
the wall would count the others' work as well.
"""
from clock import cpu_seconds

# Steps of a piece of calibration, some 50 microseconds, and how many pieces say enough.
PIECE = 2000
FEWEST = 16


def work(steps):
    for _ in range(steps):
        pass


def step_time(team):
    """CPU seconds of one step, measured together with the others while the phase of calibration lasts."""
    return _measured(team, 'PHASE_CALIBRATE', PIECE, 1)[FEWEST // 8] / PIECE


def steps_for(seconds, step):
    return 0 if seconds == 0 else max(1, int(round(seconds / step)))


def achieved(team, steps):
    """CPU seconds that so many steps take, measured again after the run."""
    if steps == 0:
        return 0
    taken = _measured(team, 'PHASE_AGAIN', steps, max(1, PIECE // steps))
    return taken[len(taken) // 2]


def _measured(team, phase, steps, repeats):
    """Many times while the phase lasts, ascending."""
    taken = []
    while team.counters.word('PHASE') == team.layout[phase] or len(taken) < FEWEST:
        start = cpu_seconds()
        for _ in range(repeats):
            work(steps)
        taken.append((cpu_seconds() - start) / repeats)
    return sorted(taken)
