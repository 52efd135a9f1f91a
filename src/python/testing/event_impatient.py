"""event with a wait that does not wait."""
import threading

import payloads

event = payloads.load('event')


class Impatient(threading.Event):
    def wait(self, timeout=None):
        return self.is_set() if timeout is None else super(Impatient, self).wait(timeout)


event.EVENTS['event'] = Impatient

if __name__ == '__main__':
    event.serve()
