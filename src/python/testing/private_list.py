"""manager-proxies whose list is none of the manager's: each process has a copy of its own."""
import payloads

proxies = payloads.load('manager_proxies')
_, job, words = proxies.jobs.JOBS['list']
proxies.jobs.JOBS['list'] = (lambda manager: [], job, words)

if __name__ == '__main__':
    proxies.serve()
