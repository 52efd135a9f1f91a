"""semaphore whose bounded kind takes back more permits than it had."""
import threading

import payloads

semaphore = payloads.load('semaphore')
semaphore.SEMAPHORES['bounded'] = threading.Semaphore

if __name__ == '__main__':
    semaphore.serve()
