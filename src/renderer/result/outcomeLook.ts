/** How a run's outcome looks wherever it is listed: tone, icon and word. Coloured only where it is not "passed". */
import type { RunSummary } from '../../shared/runs/contract.ts';
import type { IconName } from '../controls/Icon.tsx';
import type { VerdictTone } from '../controls/Verdict.tsx';

type Outcome = Extract<RunSummary, { readable: true }>['outcome'];

export const outcomeLook: Readonly<Record<Outcome, { tone: VerdictTone; icon: IconName; words: string }>> = {
  passed: { tone: 'good', icon: 'passed', words: 'passed' },
  inconclusive: { tone: 'warn', icon: 'partly', words: 'inconclusive' },
  failed: { tone: 'bad', icon: 'failed', words: 'a check failed' },
  runFailed: { tone: 'bad', icon: 'failed', words: 'failed' },
  cancelled: { tone: 'none', icon: 'none', words: 'cancelled' },
};
