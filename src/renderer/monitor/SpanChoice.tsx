/** How far back the charts of the Monitor go: the same for the machine and for a process. */
import { create } from 'zustand';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { spans, type Span } from './rows/spanHistory.ts';

const useSpanName = create<{ value: Span['value'] }>(() => ({ value: 'minute' }));

/** The span that was chosen last. */
export function useSpan(): Span {
  const value = useSpanName((state) => state.value);
  return spans.find((span) => span.value === value) ?? spans[0];
}

export function SpanChoice() {
  const span = useSpan();
  return (
    <div className="span-choice">
      <Segmented
        label="Time shown"
        choices={spans.map(({ value, label }) => ({ value, label }))}
        value={span.value}
        onChange={(value) => useSpanName.setState({ value })}
      />
      <span className="text-3 small">{span.step === 0 ? 'Every reading' : `Means of ${formatSeconds(span.step)}`}</span>
    </div>
  );
}
