"""process-pool with three times as many workers as it was asked for."""
import payloads

pools = payloads.load('process_pool')


def sit():
    pools.own.seat, pools.own.made = 0, 0


class More(pools.Pool):
    def __init__(self, job, context):
        self.pool = context.Pool(3 * job.workers, sit)


pools.POOLS['processes'] = More

if __name__ == '__main__':
    pools.serve()
