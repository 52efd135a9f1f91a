/** Python without bytecode files, the user's variables, packages and site: what is measured is the interpreter and its library. */
export const plainPython = ['-B', '-E', '-s', '-S'] as const;
