"""Memory of this process and of what it started, as Linux counts it in smaps_rollup (proc(5)): each page once, shared ones by their share."""
import os


def family():
    """This process and all below it, by their numbers."""
    children = {}
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/stat' % name, 'rb') as stat:
                parent = int(stat.read().rpartition(b')')[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(parent, []).append(int(name))
    found = [os.getpid()]
    for each in found:
        found.extend(children.get(each, ()))
    return found


def pss(processes):
    """Bytes of all these processes together; None where Linux does not tell of one."""
    return _total(processes, ('Pss',))


def uss(process):
    """Bytes that this process has for itself alone; None where Linux does not tell."""
    return _total([process], ('Private_Clean', 'Private_Dirty'))


def _total(processes, names):
    total = 0
    try:
        for process in processes:
            with open('/proc/%d/smaps_rollup' % process) as rollup:
                for line in rollup:
                    name, _, rest = line.partition(':')
                    if name in names:
                        total += int(rest.split()[0]) * 1024
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    return total
