"""Seconds of the monotonic clock, which all processes share; Python 2.7 asks the C library for it."""
import time

if hasattr(time, 'monotonic'):
    seconds = time.monotonic
else:
    import ctypes

    class _Timespec(ctypes.Structure):
        _fields_ = [('seconds', ctypes.c_long), ('nanoseconds', ctypes.c_long)]

    _libc = ctypes.CDLL(None)
    _MONOTONIC = 1  # <linux/time.h>

    def seconds():
        now = _Timespec()
        _libc.clock_gettime(_MONOTONIC, ctypes.byref(now))
        return now.seconds + now.nanoseconds / 1e9


def cpu_seconds():
    """That the calling thread has used: time.thread_time() of Python 3.7 and later. Not on 2.7."""
    return time.clock_gettime(time.CLOCK_THREAD_CPUTIME_ID)


def cost_of(act, times=2000, batches=20):
    """Seconds that one call takes: the lower quartile of batches, of which some were interrupted."""
    taken = []
    for _ in range(batches):
        start = seconds()
        for _ in range(times):
            act()
        taken.append((seconds() - start) / times)
    return sorted(taken)[batches // 4]
