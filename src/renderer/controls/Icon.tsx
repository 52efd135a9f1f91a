/** Drawn icons on an 18 px grid, strokes of 1.5 px in the colour of the text. Always beside a word or inside a named control. */
import type { ReactNode } from 'react';

const circle = <circle cx="9" cy="9" r="6" />;

const drawings = {
  monitor: <path d="M2 10h3l2-6 4 11 2.5-8 1.5 3h3" />,
  lab: <path d="M7 2.5h4M8 2.5v5L3.5 14.5a1 1 0 0 0 .9 1.5h9.2a1 1 0 0 0 .9-1.5L10 7.5v-5M5.6 11.5h6.8" />,
  runs: <path d="M3 4.5h12M3 9h12M3 13.5h7" />,
  guide: (
    <path d="M9 4.5C7.5 3.3 5.3 3 2.5 3v11c2.8 0 5 .3 6.5 1.5 1.5-1.2 3.7-1.5 6.5-1.5V3c-2.8 0-5 .3-6.5 1.5zM9 4.5v11" />
  ),
  settings: (
    <>
      <circle cx="9" cy="9" r="2.3" />
      <path d="M9 2v2M9 14v2M2 9h2M14 9h2M4.1 4.1l1.4 1.4M12.5 12.5l1.4 1.4M4.1 13.9l1.4-1.4M12.5 5.5l1.4-1.4" />
    </>
  ),
  search: (
    <>
      <circle cx="8" cy="8" r="4.5" />
      <path d="M11.5 11.5L15 15" />
    </>
  ),
  play: <path d="M6 4l8 5-8 5z" />,
  stop: <path d="M5 5h8v8H5z" />,
  again: <path d="M14.5 9a5.5 5.5 0 1 1-1.7-4M13 2v3.2H9.8" />,
  passed: (
    <>
      {circle}
      <path d="M6.2 9.2l2 2 3.6-4.2" />
    </>
  ),
  partly: (
    <>
      {circle}
      <path d="M9 3a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  failed: (
    <>
      {circle}
      <path d="M6.8 6.8l4.4 4.4M11.2 6.8l-4.4 4.4" />
    </>
  ),
  none: (
    <>
      {circle}
      <path d="M6 9h6" />
    </>
  ),
  unknown: (
    <>
      {circle}
      <path d="M7.3 7.3c.2-2 3.5-1.9 3.4 0 0 1.3-1.7 1.3-1.7 2.6M9 12v.2" />
    </>
  ),
  warning: <path d="M9 3l7 12H2zM9 7.5v3.5M9 13v.3" />,
  down: <path d="M5 7.5l4 4 4-4" />,
  right: <path d="M7.5 5l4 4-4 4" />,
  back: <path d="M10.5 5l-4 4 4 4" />,
  star: <path d="M9 2.8l1.9 4 4.3.5-3.2 3 .9 4.3L9 12.5l-3.9 2.1.9-4.3-3.2-3 4.3-.5z" />,
  tick: <path d="M4 9.5l3.5 3.5L14 5.5" />,
  more: <path d="M4 9h.2M9 9h.2M14 9h.2" strokeWidth="2.2" />,
  freeze: <path d="M9 2.5v13M3.4 5.8l11.2 6.4M14.6 5.8L3.4 12.2" />,
  clock: (
    <>
      {circle}
      <path d="M9 5.5V9l2.5 1.5" />
    </>
  ),
  close: <path d="M5 5l8 8M13 5l-8 8" />,
  held: <path d="M5.5 8V5.5a3.5 3.5 0 0 1 7 0V8M4 8h10v7H4z" />,
  columns: <path d="M3 4h12v10H3zM7 4v10M11 4v10" />,
  plug: <path d="M6.5 2.5V6M11.5 2.5V6M4.5 6h9v2.5a4.5 4.5 0 0 1-9 0zM9 13v3" />,
  document: <path d="M5 2.5h5.5l3 3v10H5zM10.5 2.5v3h3" />,
  save: <path d="M9 3v8M5.5 8L9 11.5 12.5 8M3.5 14.5h11" />,
  bin: <path d="M3.5 5h11M7 5V3h4v2M5 5l.7 10h6.6L13 5M7.7 7.8v4.4M10.3 7.8v4.4" />,
  pencil: <path d="M3.5 14.5l.7-3.2 7.6-7.6 2.5 2.5-7.6 7.6zM10.3 5.2l2.5 2.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export interface IconProps {
  name: IconName;
  /** Pixels; 14 in controls, 15 in verdicts, 18 in the rail, 22 in empty states. */
  size?: number;
}

/** One drawn icon, hidden from assistive technology: the word beside it says it. */
export function Icon({ name, size = 14 }: IconProps) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
