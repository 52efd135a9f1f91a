"""A server on loopback in a process of its own, which sends every line back after a wait: what io-bound asks."""
import heapq
import multiprocessing
import selectors
import socket

import clock

BACKLOG = 256
LARGEST_READ = 65536


class EchoServer(object):
    """Runs from here until `stop()`, or until the process that started it ends."""

    def __init__(self, wait):
        listener = socket.socket()
        listener.bind(('127.0.0.1', 0))
        listener.listen(BACKLOG)
        self.port = listener.getsockname()[1]
        self.control, there = multiprocessing.Pipe()
        self.process = multiprocessing.get_context('fork').Process(target=_serve, args=(listener, wait, there, self.control))
        self.process.daemon = True
        self.process.start()
        there.close()
        listener.close()

    def stop(self):
        """Ends it; returns how many lines it has sent back."""
        self.control.send(None)
        sent = self.control.recv()
        self.process.join()
        return sent


def send_back(connection, line):
    connection.sendall(line + b'\n')


def _end(control, sent):
    try:
        control.recv()
        control.send(sent)
    except EOFError:
        pass  # the one who started it has ended


def _serve(listener, wait, control, other_end):
    other_end.close()
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        selector.register(control, selectors.EVENT_READ)
        due, begun, sent, order = [], {}, 0, 0
        while True:
            timeout = max(0, due[0][0] - clock.seconds()) if due else None
            for key, _ in selector.select(timeout):
                if key.fileobj is control:
                    return _end(control, sent)
                if key.fileobj is listener:
                    connection, _ = listener.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    selector.register(connection, selectors.EVENT_READ)
                    begun[connection] = b''
                    continue
                read = key.fileobj.recv(LARGEST_READ)
                if not read:
                    selector.unregister(key.fileobj)
                    del begun[key.fileobj]
                    key.fileobj.close()
                    continue
                *lines, begun[key.fileobj] = (begun[key.fileobj] + read).split(b'\n')
                for line in lines:
                    order += 1
                    heapq.heappush(due, (clock.seconds() + wait, order, key.fileobj, line))
            while due and due[0][0] <= clock.seconds():
                _, _, connection, line = heapq.heappop(due)
                send_back(connection, line)
                sent += 1
