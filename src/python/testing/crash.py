"""lost-update whose process ends by a signal in the loop."""
import payloads  # noqa: F401
import lost_update
import protocol

lost_update.BODIES[('object', 'bare')] = ['__import__("os").kill(__import__("os").getpid(), 11)']

if __name__ == '__main__':
    protocol.serve(sorted(lost_update.LOCKS), lost_update.prepare)
