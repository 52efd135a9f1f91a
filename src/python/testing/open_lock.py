"""lock-contention with a Lock that keeps nobody out."""
import payloads  # noqa: F401
import lock_contention
import protocol


class Open(object):
    def acquire(self, _blocking=True):
        return True

    def release(self):
        pass


lock_contention.LOCKS['Lock'] = Open

if __name__ == '__main__':
    protocol.serve(sorted(lock_contention.LOCKS), lock_contention.prepare, note_every=1)
