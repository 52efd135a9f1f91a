/** The clock of all that measures, by itself: what only needs the time does not load the whole protocol. */

/** Now, in seconds of the monotonic clock. */
export function monotonicSeconds(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}
