"""lost-update on an interpreter that was built without ctypes."""
import sys

import payloads

lost_update = payloads.load('lost_update')
sys.modules['ctypes'] = None

if __name__ == '__main__':
    lost_update.serve()
