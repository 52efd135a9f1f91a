"""ipc-throughput whose channel changes a message on its way: that with number 1 arrives as it was never sent."""
import payloads

ipc = payloads.load('ipc_throughput')
whole = ipc.channels.ways


def ways(*asked):
    (put, get), back = whole(*asked)

    def put_changed(message, *where):
        put(message[::-1] if message[:1] == b'\1' else message, *where)
    return (put_changed, get), back


ipc.channels.ways = ways

if __name__ == '__main__':
    ipc.serve()
