/** A value that this machine does not give: the reason stands in its place. */
export interface ReasonProps {
  /** Why, in words; null while the value will come with the next reading. */
  reason: string | null;
  /** Draw only "–" and keep the words for the tooltip and for assistive technology, where there is no room. */
  short?: boolean;
}

/** "–" when the value will come, "not available" with its reason when it will not. */
export function Reason({ reason, short = false }: ReasonProps) {
  if (reason === null) return <span className="reason">–</span>;
  if (!short) return <span className="reason">{reason}</span>;
  return (
    <span className="reason" data-tip={reason}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">not available: {reason}</span>
    </span>
  );
}
