"""
shadowed-module on CPython: a script imports a name from a standard module while a file of the module's name lies beside it, and
again after that file was renamed; each time by a fresh interpreter of this kind.
"""
import os
import re
import subprocess
import sys

import program
import scratch

SCRIPT = 'script.py'
OWN_FILE = '"""A file of practice."""\n\n\ndef practise():\n    return 1\n'


def script(module, name):
    return 'import sys\nfrom {0} import {1}\nprint(sys.modules["{0}"].__file__)\n'.format(module, name)


def write(path, text):
    with open(path, 'w') as out:
        out.write(text)


def complaint(said):
    """The line that ends the first traceback: an interpreter without its threading complains once more at its end."""
    lines = said.strip().split('\n')
    return next((line for line in lines if re.match(r'\w+Error\b', line)), lines[-1])


def run(folder):
    """How the script ended: its status, its complaint without the folder's name, and whether its module came from there."""
    command = [sys.executable, '-B', '-E', '-s', '-S', os.path.join(folder, SCRIPT)]
    ended = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = ended.stderr.decode('utf-8', 'replace')
    source = ended.stdout.decode('utf-8', 'replace').strip()
    return {
        'status': ended.returncode,
        'complaint': complaint(said).replace(folder + '/', ''),
        'fromFolder': source.startswith(folder + '/'),
        'files': sorted(os.listdir(folder)),
    }


def rename(folder, module):
    os.rename(os.path.join(folder, module + '.py'), os.path.join(folder, 'my_%s.py' % module))


def standard_modules():
    """Those that a file can hide; None before Python 3.10, which does not tell."""
    names = getattr(sys, 'stdlib_module_names', None)
    return None if names is None else sorted(set(names) - set(sys.builtin_module_names))


def measure(job, counters):
    program.started('import-' + job.module)
    with scratch.folder() as folder:
        write(os.path.join(folder, SCRIPT), script(job.module, job.name))
        write(os.path.join(folder, job.module + '.py'), OWN_FILE)
        before = run(folder)
        counters.set(0, 1)
        rename(folder, job.module)
        after = run(folder)
        counters.set(0, 2)
    return {'before': before, 'after': after, 'standard': standard_modules()}


def serve():
    program.serve(measure)


if __name__ == '__main__':
    serve()
