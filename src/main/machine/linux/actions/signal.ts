/**
 * Sends a signal to one process and says what became of it. Node has no pidfd, so between the check of the identity and kill(2) an
 * instant of some microseconds remains in which the process could end and its number be given away.
 */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { Refused, SignalResult } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { firstRealTimeSignal, signalFacts, type SignalName } from '../../../../shared/monitor/signals.ts';
import { formatSeconds } from '../../../../shared/units/duration.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { lookUpStat, meansDenied, meansGone, systemCode, type NamedStat } from '../processes/lookUp.ts';
import { parseSignalMasks, type SignalMasks } from '../procfs/signalMasks.ts';
import { notPermitted } from './rights.ts';
import { aim, gone, refusal } from './target.ts';

/** What is to be seen before one stops looking; `sent` asks for nothing to be seen. */
type Expectation = 'ends' | 'stops' | 'continues' | 'sent';

/** A signal on its way. */
export interface Sent {
  key: ProcessKey;
  stat: NamedStat;
  signal: SignalName;
  expected: Expectation;
  /** What the process does about it, as the rest of a sentence; null where Linux's own way holds. */
  manner: string | null;
  at: Seconds;
}

/** Number of a signal on this machine; null where it has none. */
export function signalNumber(name: SignalName): number | null {
  const above = /^SIGRTMIN\+(\d+)$/.exec(name)?.[1];
  if (above !== undefined) return firstRealTimeSignal + Number(above);
  return Object.entries(constants.signals).find(([known]) => known === name)?.[1] ?? null;
}

/** Checks identity and guards, then sends. */
export function send(key: ProcessKey, signal: SignalName, ownPid: number): Sent | Refused {
  const number = signalNumber(signal);
  if (number === null) return refusal(key, null, 'notSupported', `This machine has no ${signal}. Nothing was sent.`);
  const before = lookUpStat(key.pid);
  const masks = before === null ? null : readMasks(key.pid);
  const aimed = aim(key, ownPid); // last, so that as little time as can be passes before kill(2)
  if ('refused' in aimed) return aimed.refused;
  const { stat } = aimed;
  try {
    process.kill(key.pid, number);
  } catch (error) {
    if (meansGone(error)) return gone(key, stat.name);
    if (meansDenied(error)) {
      return notPermitted(key, stat, {
        capability: 'CAP_KILL',
        allows: "signals another user's process",
        command: `kill -${signal.replace(/^SIG/, '')} ${key.pid}`,
      });
    }
    if (systemCode(error) === 'EINVAL') {
      return refusal(key, stat.name, 'notSupported', `This Linux takes no ${signal}. Nothing was sent.`);
    }
    throw error;
  }
  return { key, stat, signal, ...outlook(stat, signal, number, masks), at: now() };
}

/** How it stands with a signal that was sent. `isSettled`: there is nothing more to wait for. */
export function look(sent: Sent): { isSettled: boolean; result: SignalResult } {
  const { key, stat, signal, expected, manner } = sent;
  const waited = now() - sent.at;
  const current = lookUpStat(key.pid);
  const isThere = current !== null && current.startTicks === key.startTicks;
  const state = isThere ? current.state : null;
  const after = `${formatSeconds(waited, 2)} after ${signal}`;
  const result = (words: string): SignalResult => {
    return { outcome: 'done', process: { ...key, name: stat.name }, state, waited, words };
  };
  if (state === null || state === 'X') return { isSettled: true, result: result(`Ended ${after}.`) };
  if (state === 'Z') {
    const words = `Ended ${after}; its parent, PID ${current?.parentPid}, has not yet asked for its status, so the row stays.`;
    return { isSettled: true, result: result(words) };
  }
  const isPaused = state === 'T' || state === 't';
  switch (expected) {
    case 'stops':
      if (isPaused) return { isSettled: true, result: result(`Paused by ${signal}.`) };
      break;
    case 'continues':
      if (!isPaused) return { isSettled: true, result: result('Goes on: it is not paused.') };
      break;
    case 'sent':
      return { isSettled: true, result: result(`${signal} was sent${manner === null ? '' : `; ${manner}`}.`) };
    case 'ends':
  }
  return { isSettled: false, result: result(`Still there ${after}${whyStill(state, key, signal, manner)}.`) };
}

function whyStill(state: string, { pid }: ProcessKey, signal: SignalName, manner: string | null): string {
  if (state === 'D') return ': it waits inside Linux for a device or a file and ends only once that answers';
  const number = signalNumber(signal);
  if (number !== null && readMasks(pid)?.pending.has(number)) return ': the signal is pending, for it blocks it';
  return manner === null ? '' : `: ${manner}`;
}

function outlook(
  stat: NamedStat,
  signal: SignalName,
  number: number,
  masks: SignalMasks | null,
): Pick<Sent, 'expected' | 'manner'> {
  const { action, asksToEnd } = signalFacts(signal);
  const byLinux = action === 'nothing' ? 'sent' : action;
  if (signal === 'SIGKILL' || signal === 'SIGSTOP' || signal === 'SIGCONT') return { expected: byLinux, manner: null };
  if (stat.state === 'T' || stat.state === 't') {
    return { expected: 'sent', manner: 'it is paused and takes the signal when it goes on' };
  }
  if (masks?.ignored.has(number)) return { expected: 'sent', manner: 'it ignores this signal' };
  if (masks?.caught.has(number)) {
    return { expected: asksToEnd ? 'ends' : 'sent', manner: 'it handles this signal itself' };
  }
  return { expected: byLinux, manner: null };
}

/** null where it has ended meanwhile. */
function readMasks(pid: number): SignalMasks | null {
  try {
    return parseSignalMasks(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
