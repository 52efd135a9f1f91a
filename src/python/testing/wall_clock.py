"""gil-scaling that takes the time which passes for the CPU time of its threads, those that wait included."""
import payloads

gil_scaling = payloads.load('gil_scaling')
clock = gil_scaling.workers.clock
clock.cpu_seconds = clock.seconds

if __name__ == '__main__':
    gil_scaling.serve()
