"""rlock with a lock under a plain one's name that its owner may take again."""
import threading

import payloads

rlock = payloads.load('rlock')
rlock.LOCKS['Lock'] = threading.RLock

if __name__ == '__main__':
    rlock.serve()
