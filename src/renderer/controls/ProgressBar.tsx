/** How much of a known whole is done. Never moves by itself: an unknown share is said in words, not animated. */
export interface ProgressBarProps {
  /** Names what is in progress. */
  label: string;
  /** 0 to 1. */
  value: number;
  /** The state in words, such as "12 of 40 repeats, 1 min 10 s left". */
  words?: string;
}

/** A 6 px bar with its value for assistive technology. */
export function ProgressBar({ label, value, words }: ProgressBarProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <progress className="progress" aria-label={label} aria-valuetext={words} max={1} value={share}>
      {words}
    </progress>
  );
}
