"""The farm of farm.c where there is no C compiler: the same processes and threads, in Python."""

import os
import select
import signal
import sys
import threading


def grow(threads, pipe_end, seconds):
    signal.alarm(seconds)
    for _ in range(threads - 1):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    while not select.select([pipe_end], [], [], 1)[0]:
        sum(range(500))
    os._exit(0)


processes, threads, seconds = (int(word) for word in sys.argv[1:])
threading.stack_size(64 * 1024)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
signal.alarm(seconds)
pipe_end, kept = os.pipe()
for _ in range(processes):
    if os.fork() == 0:
        os.close(kept)
        os.close(0)
        os.close(1)
        grow(threads, pipe_end, seconds)
print("ready", flush=True)
sys.stdin.read()
os.close(kept)
try:
    os.wait()  # with SIGCHLD ignored: until all have ended
except ChildProcessError:
    pass
