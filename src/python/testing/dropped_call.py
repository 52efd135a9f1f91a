"""manager-proxies of which the first call of each process never reaches the manager."""
import payloads

proxies = payloads.load('manager_proxies')
whole = proxies.atomic


def atomic(*asked):
    turn = whole(*asked)
    return lambda made: turn(made) if made else None


proxies.atomic = atomic

if __name__ == '__main__':
    proxies.serve()
