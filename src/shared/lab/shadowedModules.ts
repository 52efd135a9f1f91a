/**
 * Python looks in the script's own folder before its standard library: a file there that bears a standard module's name is
 * imported in the module's place. (Modules that are built into the interpreter, such as sys and time, are found before both.)
 */

/** Where no interpreter has said which it has: those of every Python 3 that files of one's own are called by. */
export const commonModules: readonly string[] = (
  'argparse array ast asyncio base64 bisect bz2 calendar cmd code codecs collections concurrent configparser contextlib copy csv ' +
  'ctypes dataclasses datetime decimal difflib dis email enum fileinput fnmatch fractions ftplib functools getpass glob graphlib ' +
  'gzip hashlib heapq hmac html http inspect io json keyword locale logging lzma math mimetypes mmap multiprocessing numbers ' +
  'operator pathlib pdb pickle platform pprint profile queue random re sched secrets select selectors shelve shutil signal ' +
  'smtplib socket socketserver sqlite3 ssl statistics string struct subprocess symtable tarfile tempfile test textwrap threading ' +
  'timeit token tokenize trace traceback turtle types typing unittest urllib uuid warnings wave weakref xml zipfile zlib'
).split(' ');

/**
 * The standard modules that files of a folder hide, in the order of the files. `files`: their names, and of a folder with an
 * __init__.py "name/__init__.py"; each as Python would import it.
 */
export function shadowedModules(files: readonly string[], standard: readonly string[] = commonModules): string[] {
  const known = new Set(standard);
  const names = files.flatMap((file) => /^(\w+)(?:\.pyc?|\/__init__\.py)$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].filter((name) => known.has(name));
}

/** What such a file does and what helps: "random.py lies in the script’s folder ..."; `modules` as `shadowedModules` found them. */
export function shadowingWords(modules: readonly string[]): string {
  const files = modules.map((name) => `${name}.py`);
  const one = files.length === 1;
  return (
    `${listed(files)} ${one ? 'lies' : 'lie'} in the script’s folder and ${one ? 'bears the name of a standard module' : 'bear names of standard modules'}: ` +
    `Python imports ${one ? 'it in the module’s' : 'them in the modules’'} place. Rename ${one ? 'it' : 'them'} if an import fails.`
  );
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
