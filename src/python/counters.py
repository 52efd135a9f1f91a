"""The file of counters that the runner made and reads: it lies mapped here, at the addresses of the kernels' layout."""
import mmap
import struct
import sys

DESCRIPTOR = 3


class Packed(object):
    """Numbers of one width by their index, for an interpreter whose memoryview cannot be cast (before 3.3)."""

    def __init__(self, mapped, code):
        self.mapped = mapped
        self.packing = struct.Struct('=' + code)

    def __getitem__(self, index):
        return self.packing.unpack_from(self.mapped, index * self.packing.size)[0]

    def __setitem__(self, index, value):
        self.packing.pack_into(self.mapped, index * self.packing.size, value)


class Counters(object):
    """`words` are i32 by address / 4, `longs` u64 by address / 8. An aligned value is never seen torn."""

    def __init__(self, layout):
        self.mapped = mmap.mmap(DESCRIPTOR, 0)
        if sys.version_info >= (3, 3):
            view = memoryview(self.mapped)
            self.words, self.longs = view.cast('i'), view.cast('Q')
        else:
            self.words, self.longs = Packed(self.mapped, 'i'), Packed(self.mapped, 'Q')
        self.layout = layout

    def word(self, name):
        return self.words[self.layout[name] // 4]

    def own(self, thread, name):
        """Index among the longs of what thread `thread` keeps under this name."""
        return (self.layout['THREADS'] + thread * self.layout['THREAD_SIZE'] + self.layout[name]) // 8
