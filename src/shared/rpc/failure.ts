/** How an error crosses the connection: a code that the contract declares and a sentence, never a stack. */
import type { z } from 'zod';
import { ThreadlabError, type ErrorCode } from '../errors.ts';
import type { Failure } from './envelope.ts';

/** Codes that the RPC core itself answers with, so that no procedure needs to declare them. */
const everywhere: readonly ErrorCode[] = ['badInput', 'notFound', 'readOnly', 'busy', 'cancelled', 'internal'];

/** `bug`: what happened was not declared, so it is a fault of Threadlab and belongs in its log. */
export function describeFailure(
  error: unknown,
  path: string,
  declared: readonly ErrorCode[],
): { failure: Failure; bug: boolean } {
  if (error instanceof ThreadlabError) {
    if (declared.includes(error.code) || everywhere.includes(error.code)) {
      return { failure: { code: error.code, message: error.message }, bug: error.code === 'internal' };
    }
    return {
      failure: {
        code: 'internal',
        message: `${error.message} (${path} was not expected to say so: a fault of Threadlab.)`,
      },
      bug: true,
    };
  }
  return {
    failure: { code: 'internal', message: `${path} failed by a fault of Threadlab. What happened is in its log.` },
    bug: true,
  };
}

/** The message of a refused part may list a hundred choices, and its place may be a key that the sender made up. */
const longestPart = 300;

/** `badInput` with the first refused parts and why, in one sentence. */
export function refusedInput(path: string, error: z.ZodError): ThreadlabError {
  const parts = error.issues.slice(0, 5).map((issue) => {
    const at = issue.path.map(String).join('.');
    const words = at === '' ? issue.message : `${at}: ${issue.message}`;
    return words.length > longestPart ? `${words.slice(0, longestPart)}…` : words;
  });
  return new ThreadlabError('badInput', `${path} was asked for what it does not take. ${parts.join('; ')}.`, {
    cause: error,
  });
}
