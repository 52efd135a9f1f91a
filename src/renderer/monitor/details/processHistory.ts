/** What the processes that were looked at last did since then: the overview draws it. Others cost nothing. */
import type { Seconds } from '../../../shared/units/quantity.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import type { HistoryPoint } from '../rows/history.ts';
import { numberAt, type PassRow } from '../rows/passRows.ts';
import { SpanHistory, type Span, type SpanRow } from '../rows/spanHistory.ts';
import { historyFields, type HistoryField } from './pane.ts';

/** So many go on being followed, those looked at last: whoever comes back to one finds its past. */
const MOST_FOLLOWED = 8;

export class FollowedProcesses {
  /** By row key, the one looked at last at the end. */
  readonly #followed = new Map<string, SpanHistory<HistoryField>>();

  /** Begins to follow a process, with the CPU use that is known from before. */
  follow(key: string, known: readonly HistoryPoint[]): void {
    const before = this.#followed.get(key);
    const history = before ?? new SpanHistory<HistoryField>(historyFields);
    if (before === undefined) {
      for (const { at, value } of known) history.add(at, (field) => (field === 'cpu' ? value : NaN));
    }
    this.#followed.delete(key);
    this.#followed.set(key, history);
    const [oldest] = this.#followed.keys();
    if (this.#followed.size > MOST_FOLLOWED && oldest !== undefined) this.#followed.delete(oldest);
  }

  /** Takes in one pass. */
  add(rows: readonly PassRow<ProcessField>[], at: Seconds): void {
    if (this.#followed.size === 0) return;
    for (const row of rows) {
      if (row.status === 'ended') continue;
      this.#followed.get(row.key)?.add(at, (field) => numberAt(row, field));
    }
  }

  /** Empty for a process that is not followed. */
  rowsOf(key: string, span: Span): readonly SpanRow<HistoryField>[] {
    return this.#followed.get(key)?.rowsOf(span) ?? [];
  }
}
