/**
 * The shape of a contract: rooms, each with procedures (one answer) and subscriptions (the newest state, again and again).
 * Both ends take their types from the schemas; the schemas themselves check every input and output at the border.
 */
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** One question, one answer. `acts`: it changes what is kept or what runs on the machine, or starts a program; `serve --read-only` refuses it. */
export interface Procedure<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  kind: 'procedure';
  input: Input;
  output: Output;
  errors: readonly ErrorCode[];
  acts: boolean;
}

/** A state that a window follows. `item: 'binary'` sends one buffer as it is. */
export interface Subscription<
  Input extends z.ZodType = z.ZodType,
  Item extends z.ZodType | 'binary' = z.ZodType | 'binary',
> {
  kind: 'subscription';
  input: Input;
  item: Item;
  errors: readonly ErrorCode[];
}

export type RoomContract = Readonly<Record<string, Procedure | Subscription>>;
export type Contract = Readonly<Record<string, RoomContract>>;

export function procedure<Input extends z.ZodType, Output extends z.ZodType>(definition: {
  input: Input;
  output: Output;
  errors?: readonly ErrorCode[];
  acts?: boolean;
}): Procedure<Input, Output> {
  return { kind: 'procedure', errors: [], acts: false, ...definition };
}

export function subscription<Input extends z.ZodType, Item extends z.ZodType | 'binary'>(definition: {
  input: Input;
  item: Item;
  errors?: readonly ErrorCode[];
}): Subscription<Input, Item> {
  return { kind: 'subscription', errors: [], ...definition };
}

/** What a handler of a procedure knows besides its input. `signal` aborts when the caller cancels or its connection closes. */
export interface CallContext {
  signal: AbortSignal;
}

/**
 * One subscriber's view of a state. The server calls `take` only when the subscriber can receive (its last item was
 * acknowledged), so a slow window gets the newest state and never a queue. `take` may return what happened since the
 * last take (bounded by the source), or undefined when there is nothing new.
 */
export interface Feed<Input, Item> {
  take(): Item | undefined;
  update(input: Input): void;
  close(): void;
}

type ItemOf<S> =
  S extends Subscription<z.ZodType, infer Item> ? (Item extends z.ZodType ? z.output<Item> : Uint8Array) : never;

/** What a room's `handlers.ts` provides; `changed` tells the server that `take` has something new. */
export type Handlers<R extends RoomContract> = {
  [Name in keyof R]: R[Name] extends Procedure<infer Input, infer Output>
    ? (input: z.output<Input>, context: CallContext) => Promise<z.output<Output>> | z.output<Output>
    : R[Name] extends Subscription<infer Input>
      ? (
          input: z.output<Input>,
          changed: () => void,
          fail: (error: unknown) => void,
        ) => Feed<z.output<Input>, ItemOf<R[Name]>>
      : never;
};
