"""lost-update that forgets one increment in ten, with a lock too."""
import payloads  # noqa: F401
import lost_update
import protocol

lost_update.BODIES[('object', 'bare')] = ['counter.value += 1 if __import__("random").random() < 0.9 else 0']

if __name__ == '__main__':
    protocol.serve(sorted(lost_update.LOCKS), lost_update.prepare)
