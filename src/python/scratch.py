"""
A folder of a program's own, in memory, gone when the program is done with it.

For Python 3.6 and later.
"""
import contextlib
import os
import shutil

import program


@contextlib.contextmanager
def folder():
    path = '/dev/shm/' + program.memory_name()
    os.mkdir(path, 0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path)
