"""start-cost whose units are no threads or processes of their own: what they should do is done by who starts them."""
import payloads

start_cost = payloads.load('start_cost')


class InPlace(start_cost.threading.Thread):
    def start(self):
        _, (end,) = self._target, self._args
        end.send((start_cost.clock.seconds(), start_cost.os.getpid(), start_cost.program.own_thread()))

    def join(self, timeout=None):
        pass


start_cost.maker = lambda kind: InPlace

if __name__ == '__main__':
    start_cost.serve()
