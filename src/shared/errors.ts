/**
 * The one error that crosses a boundary: callers switch on the closed `code`, people read the message.
 * A message says what happened, to what, and what to do.
 */
export const errorCodes = [
  'badInput', // a value out of range, of the wrong form, or not offered here
  'badFormat', // text or a file that is not what it claims to be
  'notFound', // no such run, experiment, chart, file
  'processGone', // ended, or its number belongs to another process now
  'notPermitted', // the operating system refused
  'notSupported', // this platform or this Linux cannot do it
  'notAvailable', // an engine, a browser, a file that this machine does not have
  'readOnly', // this backend was started with --read-only
  'busy', // another run has the machine
  'noSpace', // the disk is full
  'cancelled', // by the person who asked
  'timedOut', // no answer within the stated limit
  'connectionLost', // the backend went away
  'runFailed', // the runner ended without a result
  'internal', // a bug in Threadlab
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export class ThreadlabError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ThreadlabError';
    this.code = code;
  }
}
