"""lost-update whose process ends by a signal in the loop."""
import payloads

lost_update = payloads.load('lost_update')
lost_update.BODIES[('object', 'bare')] = ['__import__("os").kill(__import__("os").getpid(), 11)']

if __name__ == '__main__':
    lost_update.serve()
