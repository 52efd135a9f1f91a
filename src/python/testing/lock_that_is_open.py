"""process-output whose Lock keeps nobody out, and whose lines are written in two halves with a pause between."""
import payloads

process_output = payloads.load('process_output')
process_output.lock_of = lambda kind, context: process_output.contextlib.suppress()


def print_in_halves(out, line, lock):
    with lock:
        out.write(line[:8])
        out.flush()
        process_output.clock.time.sleep(0.001)
        out.write(line[8:] + '\n')


process_output.print_line = print_in_halves

if __name__ == '__main__':
    process_output.serve()
