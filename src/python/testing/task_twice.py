"""process-pool that does its first task a second time, and says nothing of it."""
import payloads

pools = payloads.load('process_pool')


class Twice(pools.Pool):
    def apply_async(self, number):
        if number == 0:
            self.pool.apply(pools.task, (number,))
        return pools.Pool.apply_async(self, number)


pools.POOLS['processes'] = Twice

if __name__ == '__main__':
    pools.serve()
