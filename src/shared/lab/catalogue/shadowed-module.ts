/** A file of one's own called as a standard module lies beside a script: the import fails, and after renaming it does not. */
import { defineExperiment } from '../experiment.ts';

/** The modules, each with a name that a script imports from it. */
export const importedNames: Readonly<Record<string, string>> = {
  multiprocessing: 'Process',
  threading: 'Thread',
  queue: 'Queue',
  socket: 'create_connection',
  subprocess: 'Popen',
  random: 'randint',
  json: 'dumps',
  logging: 'getLogger',
};

export const shadowedModule = defineExperiment({
  id: 'shadowed-module',
  question: 'Why does “from multiprocessing import Process” fail?',
  group: 'Your own code',
  engines: ['python'],
  crowding: 'asked',
  parameters: {
    module: {
      unit: 'choice',
      title: 'Modules',
      sweep: true,
      default: ['multiprocessing', 'threading', 'random'],
      choices: Object.entries(importedNames).map(([value, name]) => ({
        value,
        engines: ['python'],
        help: `A script that says “from ${value} import ${name}”.`,
      })),
      help: 'The standard module whose name the file beside the script bears.',
    },
  },
  metrics: {
    outcome: {
      title: 'With the file beside the script',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'What the interpreter says to the import while a file of the module’s name lies beside the script.',
    },
    outcomeAfter: {
      title: 'After renaming it',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'What it says once that file bears another name.',
    },
  },
  checks: {
    reproduced: { kind: 'A', words: 'With the file beside the script the import fails: ImportError' },
    explained: { kind: 'A', words: 'The file is recognised as the reason, and no other is' },
    goneAfterRename: { kind: 'A', words: 'After renaming the script imports the standard module' },
  },
  live: {
    starts: { title: 'Interpreters started', unit: 'count' },
  },
  chart: { x: 'module', by: 'engine', metric: 'outcome', also: ['outcomeAfter'] },
  page: {
    how: [
      'Each repeat makes a folder of its own with two files: a script that imports one name from the module, and a file that is called as the module and has a function of its own. The interpreter runs the script, the file is renamed, and a second interpreter runs the script again.',
      'The error is the interpreter’s own, word for word. Which file is to blame is then found from the names in the folder alone, held against the interpreter’s list of its standard modules (sys.stdlib_module_names, Python 3.10 and later; before that a list of common ones).',
      'The script tells where its module came from: after renaming it must not be the folder. The folder lies in memory (/dev/shm) and is removed at the end of the repeat.',
    ],
    expect: [
      'Python puts the script’s own folder first in sys.path. The first file of the right name is taken, and a file of practice has no Process: “ImportError: cannot import name”.',
      'The same file breaks others’ imports too: whatever in the standard library imports that module gets yours.',
      'Modules that are built into the interpreter (sys, time) are found before any folder, so a file called time.py hides nothing.',
      'Since 3.13 the message itself advises to rename the file. With -P, or PYTHONSAFEPATH since 3.11, the script’s folder is not searched.',
    ],
    references: [
      'Python documentation: the module search path; sys.path, sys.stdlib_module_names.',
      'What’s new in Python 3.13: improved error messages.',
    ],
  },
  overhead: { perRepeat: 0.5, once: 1 },
});
