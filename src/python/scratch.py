"""
A folder of a program's own, in memory, gone when the program is done with it. Its name tells who made it: what a killed program
leaves is removed after the run (src/main/lab/staleScratch.ts).

For Python 3.6 and later.
"""
import binascii
import contextlib
import os
import shutil


@contextlib.contextmanager
def folder():
    path = '/dev/shm/threadlab-%d-%s' % (os.getpid(), binascii.hexlify(os.urandom(4)).decode('ascii'))
    os.mkdir(path, 0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path)
