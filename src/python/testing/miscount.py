"""lock-contention whose guarded counter goes one too far now and then."""
import payloads  # noqa: F401
import lock_contention
import protocol


class Miscounting(object):
    def __init__(self):
        self.made, self.inside = 0, 0

    @property
    def count(self):
        return self.made

    @count.setter
    def count(self, value):
        self.made = value if value % 5 else value + 1


lock_contention.Shared = Miscounting

if __name__ == '__main__':
    protocol.serve(sorted(lock_contention.LOCKS), lock_contention.prepare, note_every=1)
