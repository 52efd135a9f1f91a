"""
Units of work of known results, the same on every engine (src/kernels/unit-work.ts, src/main/lab/runner/unitWork.ts): a unit belongs to a
share of the work, and its result follows from the share's number alone.
"""
import hashlib
import zlib

MASK = 0xFFFFFFFF
STEPS = 2000
NUMBERS = 500
FIRST_NUMBER = 100000
BUFFER = 128 * 1024


def arithmetic(share):
    """A chain of multiplications and additions modulo 2^32."""
    x = share + 1
    for _ in range(STEPS):
        x = (x * 69069 + 1) & MASK
    return x


def strings(share):
    """Numbers become one text, in which the sevens are counted."""
    first = FIRST_NUMBER + 1000 * share
    text = ' '.join(map(str, range(first, first + NUMBERS)))
    return len(text) * 1000 + text.count('7')


def gil_releasing(share):
    """Compresses a large buffer, decompresses and hashes it: calls into C that release the interpreter lock."""
    data = bytes((share + i) & 255 for i in range(256)) * (BUFFER // 256)

    def unit(_share):
        copy = zlib.decompress(zlib.compress(data, 1))
        return int.from_bytes(hashlib.sha256(copy).digest()[:4], 'little')

    return unit


def unit_of(body, shares):
    """`unit(share)` for those shares."""
    if body != 'gilReleasing':
        return {'arithmetic': arithmetic, 'strings': strings}[body]
    units = {share: gil_releasing(share) for share in shares}
    return lambda share: units[share](share)
