"""semaphore with one permit fewer than asked."""
import threading

import payloads

semaphore = payloads.load('semaphore')
semaphore.SEMAPHORES['counting'] = lambda permits: threading.Semaphore(permits - 1)

if __name__ == '__main__':
    semaphore.serve()
