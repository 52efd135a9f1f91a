"""lost-update that counts every increment twice."""
import payloads  # noqa: F401
import lost_update
import protocol

lost_update.BODIES[('object', 'bare')] = ['counter.value += 2']

if __name__ == '__main__':
    protocol.serve(sorted(lost_update.LOCKS), lost_update.prepare)
