/** Bounds that keep a foreign or broken peer from taking the backend's memory. Lengths are characters of text or bytes. */

/** What a window may send in one frame: the largest request is a run with its sweeps, a few KiB. */
export const requestLength = 1024 * 1024;

/** What the backend may send in one frame: a record with all its samples, an exported picture, a pass over 100,000 threads. */
export const answerLength = 64 * 1024 * 1024;

/** Calls of one connection that have no answer yet. */
export const callsAtOnce = 64;

/** Subscriptions that one connection may hold. */
export const subscriptionsAtOnce = 64;
