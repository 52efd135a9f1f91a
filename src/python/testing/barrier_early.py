"""barrier that waits for one party fewer."""
import threading

import payloads

barrier = payloads.load('barrier')
barrier.BARRIERS['barrier'] = lambda parties: threading.Barrier(parties - 1)

if __name__ == '__main__':
    barrier.serve()
