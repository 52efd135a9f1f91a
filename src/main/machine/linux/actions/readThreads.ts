/** Reads one value of each thread; threads that have ended meanwhile are left out. */
export function readThreads<Value>(
  readOne: (pid: number, tid: number) => Value | null,
): (pid: number, tids: readonly number[]) => Promise<ReadonlyMap<number, Value>> {
  return (pid, tids) => {
    const values = new Map<number, Value>();
    for (const tid of tids) {
      const value = readOne(pid, tid);
      if (value !== null) values.set(tid, value);
    }
    return Promise.resolve(values);
  };
}
