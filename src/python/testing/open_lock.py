"""lock-contention with a Lock that keeps nobody out."""
import payloads

lock_contention = payloads.load('lock_contention')


class Open(object):
    def acquire(self, _blocking=True):
        return True

    def release(self):
        pass


lock_contention.LOCKS['Lock'] = Open

if __name__ == '__main__':
    lock_contention.serve()
