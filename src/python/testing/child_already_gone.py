"""control whose processes end before anything is done to them."""
import payloads

control = payloads.load('control')
start = control.started_process


def gone_process(target, *args):
    process = start(bool)
    process.join()
    return process


control.started_process = gone_process

if __name__ == '__main__':
    control.serve()
