"""A thread's part in a repeat of fixed time, whatever its loop does."""
import calibration
import clock


def take_part(team, loop, show=None):
    """
    Calibrates with the others, meets them at the start line, runs the loop, measures its work again. `loop(section, think)` returns
    when the run is over; the two are steps of work inside and outside. `show` is done as the thread has left, by one at a time.
    """
    job = team.job
    team.arrive()
    team.await_phase('PHASE_CALIBRATE')
    works = job.criticalSection > 0 or job.thinkTime > 0
    step = calibration.step_time(team) if works else 0
    section, think = calibration.steps_for(job.criticalSection, step), calibration.steps_for(job.thinkTime, step)
    team.arrive()
    team.await_phase('PHASE_RUN')
    team.arrive()
    entered = clock.seconds()
    loop(section, think)
    left = clock.seconds()
    team.arrive(show)
    team.await_phase('PHASE_AGAIN')
    return {
        'entered': entered,
        'left': left,
        'criticalSection': calibration.achieved(team, section),
        'thinkTime': calibration.achieved(team, think),
    }
