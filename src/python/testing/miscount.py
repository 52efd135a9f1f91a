"""lock-contention whose guarded counter goes one too far now and then."""
import payloads

lock_contention = payloads.load('lock_contention')


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
    lock_contention.serve()
