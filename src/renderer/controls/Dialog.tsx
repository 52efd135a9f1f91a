/** A question before what cannot be undone. Cancel comes first and has the focus; Esc is Cancel; the focus returns. */
import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './Button.tsx';
import { Facts } from './Facts.tsx';

export interface DialogProps {
  /** The question. */
  title: string;
  children?: ReactNode;
  /** Facts as name and value, such as PID, start time, owner. */
  facts?: readonly (readonly [name: string, value: ReactNode])[];
  /** A verb with its object: "Delete 3 runs". Without it the dialog only has a way out. `reason`: why it cannot be done yet. */
  action?: { label: string; destructive?: boolean; reason?: string | undefined; onPick: () => void };
  cancelLabel?: string;
  /** Pixels, 344 to 520. */
  width?: number;
  onClose: () => void;
}

/** Modal: what is behind it cannot be reached until it is closed. */
export function Dialog({ title, children, facts, action, cancelLabel = 'Cancel', width = 380, onClose }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    if (event.key !== 'Tab') return;
    const stops = [
      ...(box.current?.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]') ?? []),
    ].filter((stop) => stop.tabIndex >= 0);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  });
  useEffect(() => {
    const before = document.activeElement;
    const element = box.current;
    first.current?.focus();
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    element?.addEventListener('keydown', listen);
    return () => {
      element?.removeEventListener('keydown', listen);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return createPortal(
    <div className="scrim">
      <dialog ref={box} open className="dialog" aria-modal="true" aria-labelledby={`${id}-title`} style={{ width }}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children !== undefined && <div className="dialog-text">{children}</div>}
        {facts !== undefined && <Facts facts={facts} />}
        <div className="dialog-buttons">
          <Button small ref={first} onClick={onClose}>
            {cancelLabel}
          </Button>
          {action !== undefined && (
            <Button
              small
              variant={action.destructive === true ? 'dangerFilled' : 'primary'}
              reason={action.reason}
              onClick={() => {
                onClose();
                action.onPick();
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      </dialog>
    </div>,
    document.body,
  );
}
