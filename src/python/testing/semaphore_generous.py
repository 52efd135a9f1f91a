"""semaphore with one permit more than asked; work inside sleeps, so that threads meet."""
import threading
import time

import payloads

semaphore = payloads.load('semaphore')
semaphore.SEMAPHORES['counting'] = lambda permits: threading.Semaphore(permits + 1)
semaphore.work = lambda _steps: time.sleep(0.0005)

if __name__ == '__main__':
    semaphore.serve()
