/**
 * A payload (the compiled C program, or Python) as a child of the runner: requests and answers are JSON objects, one a line. It
 * inherits the marker and the process group, and ends with the runner. An end before its time is a ProgramFailure with its
 * status and last lines.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { onceEnded } from '../childEnd.ts';
import { LastLines } from '../lastLines.ts';
import { ProgramFailure } from '../programFailure.ts';
import { threadName } from '../protocol.ts';

const threadDone = z.object({
  entered: z.number(),
  left: z.number(),
  /** NaN where the payload has no chain to measure the clock by. */
  clockBefore: z.number().default(NaN),
  clockAfter: z.number().default(NaN),
  /** 0 in a loop without work. */
  criticalSection: z.number().default(0),
  thinkTime: z.number().default(0),
});

const answer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    clockReading: z.number(),
    /** What it costs to count a turn, where that is not part of the loop. */
    counting: z.number().optional(),
    /** The loops that it has: with those locks alone that the C library here can do. */
    kinds: z.array(z.string()),
    tids: z.array(z.int()),
  }),
  z.object({ kind: z.literal('begun') }),
  z.object({ kind: z.literal('results'), free: z.boolean(), threads: z.array(threadDone) }),
  /** Of a program that measures by itself: the threads with which it begins, then what it measured. */
  z.object({ kind: z.literal('started'), threads: z.array(threadName) }),
  z.object({ kind: z.literal('measured'), results: z.unknown() }),
  /** It cannot do what is asked; `words` follow its name. */
  z.object({ kind: z.literal('failed'), words: z.string() }),
]);
export type PayloadAnswer = z.output<typeof answer>;
type AnswerOf<Kind extends PayloadAnswer['kind']> = Extract<PayloadAnswer, { kind: Kind }>;

export interface PayloadOptions {
  /** As complaints name it: "The native payload". */
  name: string;
  command: string;
  args: readonly string[];
  /** Descriptor of the file of counters; the payload's own is 3. */
  counters: number;
}

/** How long it may take to end by itself once its input is closed. */
const endLimitMs = 500;

export class Payload {
  private readonly name: string;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines = new LastLines();
  private readonly answers: PayloadAnswer[] = [];
  private readonly gone: Promise<void>;
  private waiting: (() => void) | null = null;
  private failure: Error | null = null;
  private closing = false;

  constructor({ name, command, args, counters }: PayloadOptions) {
    this.name = name;
    this.child = spawn(command, [...args], {
      stdio: ['pipe', 'pipe', 'pipe', counters],
    }) as ChildProcessByStdio<Writable, Readable, Readable>; // four of them: the overloads know three
    this.child.stderr.on('data', (chunk: Buffer) => this.lines.add(chunk));
    this.child.stdin.on('error', () => undefined); // it has ended, which `exit` tells
    createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(line));
    this.gone = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.lines.add(Buffer.from(`${error.message}\n`));
        this.fail(null, null);
        resolve();
      });
      // What it left running, the end of the run ends.
      onceEnded(this.child, (exitStatus, signal) => {
        this.fail(exitStatus, signal);
        resolve();
      });
    });
  }

  /** NaN when it could not be started. */
  get pid(): number {
    return this.child.pid ?? NaN;
  }

  ask(request: Readonly<Record<string, unknown>>): void {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  /** The next answer, which must be of this kind. Rejects with ProgramFailure when it ends before. */
  async answer<Kind extends PayloadAnswer['kind']>(kind: Kind): Promise<AnswerOf<Kind>> {
    while (this.answers.length === 0 && !this.failure) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.check();
    const next = this.answers.shift();
    if (next?.kind === 'failed') throw new ThreadlabError('runFailed', `${this.name} cannot do this: ${next.words}.`);
    if (!isOf(next, kind)) throw new Error(`${this.name} answered "${next?.kind}" instead of "${kind}".`);
    return next;
  }

  check(): void {
    if (this.failure) throw this.failure;
  }

  async close(): Promise<void> {
    this.closing = true;
    this.child.stdin.end();
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), endLimitMs);
    await this.gone;
    clearTimeout(impatience);
  }

  private hear(line: string): void {
    const parsed = answer.safeParse(parseJson(line));
    if (parsed.success) this.answers.push(parsed.data);
    else this.failure ??= new Error(`${this.name} said what is not of its protocol: ${line.slice(0, 200)}`);
    this.wake();
  }

  private fail(exitStatus: number | null, signal: string | null): void {
    if (!this.closing)
      this.failure ??= new ProgramFailure(this.name, { exitStatus, signal, lastLines: this.lines.read() });
    this.wake();
  }

  private wake(): void {
    this.waiting?.();
    this.waiting = null;
  }
}

function isOf<Kind extends PayloadAnswer['kind']>(next: PayloadAnswer | undefined, kind: Kind): next is AnswerOf<Kind> {
  return next?.kind === kind;
}

/** undefined for what is no JSON: the schema refuses it. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
