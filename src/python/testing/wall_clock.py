"""gil-scaling that takes the time which passes for the CPU time of its threads, those that wait included."""
import payloads

gil_scaling = payloads.load('gil_scaling')
gil_scaling.workers.cpu_time = gil_scaling.workers.clock.seconds

if __name__ == '__main__':
    gil_scaling.serve()
