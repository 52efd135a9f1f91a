/** The line at the bottom: what was read and what it cost at the left, two or three keys at the right. Rooms fill it. */
import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Slots {
  left: HTMLElement | null;
  right: HTMLElement | null;
}

const StatusContext = createContext<Slots>({ left: null, right: null });

/** Holds the room above the line; `StatusLine` inside it fills the line. */
export function WithStatusLine({ children, always }: { children: ReactNode; always: ReactNode }) {
  const [left, setLeft] = useState<HTMLElement | null>(null);
  const [right, setRight] = useState<HTMLElement | null>(null);
  return (
    <StatusContext value={{ left, right }}>
      {children}
      <footer className="status-line" aria-label="Status">
        <div className="status-side" ref={setLeft} />
        <span className="spring" />
        <div className="status-side" ref={setRight} />
        <div className="status-side">{always}</div>
      </footer>
    </StatusContext>
  );
}

/** What a room says in the status line while it is shown. Each child of a side is one remark. */
export function StatusLine({ left, right }: { left?: ReactNode; right?: ReactNode }) {
  const slots = useContext(StatusContext);
  return (
    <>
      {slots.left !== null && createPortal(left, slots.left)}
      {slots.right !== null && createPortal(right, slots.right)}
    </>
  );
}
