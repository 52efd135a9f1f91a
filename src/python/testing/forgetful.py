"""lost-update that forgets one increment in ten, with a lock too."""
import payloads

lost_update = payloads.load('lost_update')
lost_update.BODIES[('object', 'bare')] = ['counter.value += 1 if __import__("random").random() < 0.9 else 0']

if __name__ == '__main__':
    lost_update.serve()
