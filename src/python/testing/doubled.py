"""lost-update that counts every increment twice."""
import payloads

lost_update = payloads.load('lost_update')
lost_update.BODIES[('object', 'bare')] = ['counter.value += 2']

if __name__ == '__main__':
    lost_update.serve()
