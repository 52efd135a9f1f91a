"""lost-update on an interpreter that was built without ctypes."""
import sys

import payloads  # noqa: F401
import lost_update
import protocol

sys.modules['ctypes'] = None

if __name__ == '__main__':
    protocol.serve(sorted(lost_update.LOCKS), lost_update.prepare)
