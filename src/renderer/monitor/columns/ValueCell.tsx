/** Cells of numbers and texts, for any table of the Monitor: "–" for what will come, the reason for what will not, a quiet zero. */
import { formatCell, type CpuScale } from '../../../shared/units/format.ts';
import type { Unit } from '../../../shared/units/quantity.ts';
import { Reason } from '../../controls/Reason.tsx';
import { displayText } from '../../table/displayText.ts';
import { numberAt, textAt, type PassRow } from '../rows/passRows.ts';

/** Where neither the pass nor the row says why. */
const NO_REASON = 'Linux does not show it for this row to the user that reads.';

const SUM_REASON = 'It is not known of every row in this branch, or it does not add up.';

/** A sum lacks what one of its rows lacks, whatever the reason there. */
function whyAbsent(row: PassRow<string>, reason: string | undefined, pending: boolean): string | null {
  if (row.branch?.isSum === true) return reason ?? SUM_REASON;
  return reason ?? (pending ? null : NO_REASON);
}

export interface NumberCellProps<FieldName extends string> {
  row: PassRow<FieldName>;
  field: NoInfer<FieldName>;
  unit: Unit;
  scale: CpuScale;
  /** Why no row has this field. */
  reason: string | undefined;
  /** A rate that needs a second reading first. */
  pending: boolean;
  weight: 'plain' | 'medium' | 'secondary';
  /** From this value on the cell stands out. */
  noteworthy: number;
}

export function NumberCell<FieldName extends string>(props: NumberCellProps<FieldName>) {
  const { row, field, unit, scale, reason, pending, weight, noteworthy } = props;
  const value = numberAt(row, field);
  const bytes = unit === 'bytes' || unit === 'bytesPerSecond';
  const slot = bytes ? <span className="grid-slot" /> : null;
  if (Number.isNaN(value)) {
    return (
      <>
        <Reason short reason={whyAbsent(row, reason, pending)} />
        {slot}
      </>
    );
  }
  if (value === 0 && unit !== 'index') {
    return (
      <>
        <span className="grid-zero">{bytes ? '0' : formatCell(0, unit, scale).digits}</span>
        {slot}
      </>
    );
  }
  const { digits, unit: unitWord } = formatCell(value, unit, scale);
  const look = value >= noteworthy ? 'value-noteworthy' : `value-${weight}`;
  return (
    <>
      <span className={look}>{digits}</span>
      {bytes && <span className="grid-slot">{unitWord}</span>}
    </>
  );
}

export interface TextCellProps<FieldName extends string> {
  row: PassRow<FieldName>;
  field: NoInfer<FieldName>;
  reason: string | undefined;
  /** It is read for the rows on the screen alone, and may come with the next pass. */
  pending?: boolean;
}

export function TextCell<FieldName extends string>({ row, field, reason, pending = false }: TextCellProps<FieldName>) {
  const text = textAt(row, field);
  if (text === null) return <Reason short reason={whyAbsent(row, reason, pending)} />;
  return <span className="value-secondary">{displayText(text)}</span>;
}
