"""event with a clear that clears nothing."""
import threading

import payloads

event = payloads.load('event')


class Sticky(threading.Event):
    def clear(self):
        pass


event.EVENTS['event'] = Sticky

if __name__ == '__main__':
    event.serve()
