/** Numbers as people read them: thousands separators, a real minus sign, significant digits. The base of every other format. */

/** What stands where there is no value yet. Never 0, never "NaN". */
export const noValue = '–';
/** A real minus sign, as wide as a digit; a hyphen is not. */
export const minus = '−';

/** Fixed decimals with thousands separators: 12345.678, 1 -> "12,345.7". Not finite -> "–". */
export function formatFixed(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return noValue;
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? minus + text : text;
}

/** A whole number: 1904 -> "1,904". */
export function formatCount(value: number): string {
  return formatFixed(value, Number.isInteger(value) ? 0 : decimalsFor(value, 3));
}

/** Decimals that show `significant` digits of a value, none below the point for large ones: 4.4567, 3 -> 2. */
export function decimalsFor(value: number, significant: number): number {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return 0;
  const before = Math.floor(Math.log10(size)) + 1;
  const decimals = Math.max(0, significant - before);
  // 9.996 to three digits is 10.0: the rounding itself may add a digit in front.
  const rounded = Number(size.toFixed(Math.min(decimals, 20)));
  const after = rounded > 0 ? Math.floor(Math.log10(rounded)) + 1 : before;
  return Math.min(20, Math.max(0, significant - Math.max(before, after)));
}

/** A fairness index, 0 to 1: two decimals, and four above 0.99, where the third and fourth tell locks apart: "0.90", "0.9998". */
export function formatFairness(index: number): string {
  return formatFixed(index, index > 0.99 ? 4 : 2);
}

/** At most `significant` digits, zeros at the end dropped: 4.4004 -> "4.4", 186.5 -> "187". */
export function formatSignificant(value: number, significant = 3): string {
  const text = formatFixed(value, decimalsFor(value, significant));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
