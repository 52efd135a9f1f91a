/** How many workers ran at once and what that gained over one of them, where they were most. */
import { formatSignificant } from '../../units/number.ts';
import type { Summary } from '../record.ts';
import {
  figure,
  interval,
  judgedAt,
  kindOf,
  plain,
  runnerOf,
  timesRange,
  type Judged,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** Less than this over one is nothing gained. */
const nothing = 1.1;

/**
 * "On Python 3.12 4 threads of arithmetic ran 0.99 at once and gained nothing (0.97 times one of them, range of 5 repeats 0.94 to 0.98); 4 processes
 * ran 1.9 at once and did 1.9 times the work of one (1.8 to 1.92)." Serial work is told where there is no other.
 */
export function gilScalingWords(told: Told): Sentence[] {
  const all = judgedAt(told, told.axes.x.values.at(-1));
  const parallel = all.filter(({ line }) => line.value !== 'serial');
  const parts = (parallel.length > 0 ? parallel : all).flatMap((judged, i): Span[][] => {
    const { speedup, runningThreads } = judged.point.metrics;
    return speedup === undefined
      ? []
      : [partOf(judged, told.place === '' && i === 0, i === 0, speedup, runningThreads)];
  });
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  return [[...first, ...rest.flatMap((part) => [plain('; '), ...part]), plain('.')]];
}

/** `placed`: says itself on what and with which body; elsewhere the panel's place does. */
function partOf(
  { line, point: { params } }: Judged,
  placed: boolean,
  first: boolean,
  speedup: Summary,
  running: Summary | undefined,
): Span[] {
  const workers = Number(params['workers']);
  const name = nameOf(String(line.value), workers);
  const times = formatSignificant(speedup.median, 2);
  const range = interval(`${kindOf(speedup, first)}${timesRange(speedup)}`);
  const ran =
    running === undefined
      ? []
      : [plain(' ran '), figure(`${formatSignificant(running.median, 2)} at once`), plain(' and')];
  const runner = runnerOf(params);
  return [
    plain(placed && runner !== null ? `On ${runner} ` : ''),
    figure(`${workers} ${name}`),
    plain(placed ? ` of ${bodyWords(params['body'])}` : ''),
    ...ran,
    ...(speedup.high < nothing
      ? [figure(' gained nothing'), plain(` (${times} times one of them, `), range, plain(')')]
      : [plain(' did '), figure(`${times} times`), plain(' the work of one ('), range, plain(')')]),
  ];
}

function nameOf(mode: string, workers: number): string {
  const one = workers === 1;
  if (mode === 'serial') return one ? 'worker in a thread' : 'workers in one thread';
  if (mode === 'processes') return one ? 'process' : 'processes';
  return one ? 'thread' : 'threads';
}

function bodyWords(body: unknown): string {
  return body === 'gilReleasing' ? 'work that releases the lock' : String(body);
}
