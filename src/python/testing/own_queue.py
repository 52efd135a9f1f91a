"""ipc-throughput whose other process, which should not reach this one's queue.Queue, is a thread of it."""
import payloads

ipc = payloads.load('ipc_throughput')
asked = ipc.reach


class Threads(object):
    Process = ipc.threading.Thread


ipc.reach = lambda channel, context, closing: asked(channel, Threads, closing)

if __name__ == '__main__':
    ipc.serve()
