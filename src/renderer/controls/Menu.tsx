/** A button that opens a list of actions. Opened by click or keyboard, arrows move, Esc closes, the focus returns to the button. */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { Button, type ButtonProps } from './Button.tsx';
import { Icon } from './Icon.tsx';

export type MenuItem =
  | {
      kind: 'action';
      label: string;
      /** At the right, in the third grey: a key or a remark. */
      remark?: string;
      danger?: boolean;
      /** Set for a choice that is on or off. */
      checked?: boolean;
      /** Why it cannot be used; it is then shown but disabled. */
      reason?: string | undefined;
      onPick: () => void;
    }
  | { kind: 'heading'; label: string }
  | { kind: 'line' };

export interface MenuProps {
  /** The name of the button. */
  label: string;
  /** What the button shows; default: the name. */
  children?: ReactNode;
  items: readonly MenuItem[];
  /** Stays open after a pick, for lists of choices. */
  keepOpen?: boolean;
  button?: Omit<ButtonProps, 'onClick' | 'children'>;
  onOpenChange?: (open: boolean) => void;
}

/** The button and, while open, its menu, placed under the button inside the window. */
export function Menu({ label, children, items, keepOpen = false, button, onOpenChange }: MenuProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const change = (next: boolean) => {
    setOpen(next);
    onOpenChange?.(next);
    if (!next) anchor.current?.focus();
  };
  return (
    <>
      <Button
        {...button}
        ref={anchor}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={children === undefined ? undefined : label}
        onClick={() => change(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          change(true);
        }}
      >
        {children ?? label}
      </Button>
      {open && (
        <MenuList
          id={id}
          label={label}
          items={items}
          anchor={anchor}
          keepOpen={keepOpen}
          onClose={() => change(false)}
        />
      )}
    </>
  );
}

/** What a menu stands beside: a button, or a place. */
export interface MenuAnchor {
  getBoundingClientRect(): Pick<DOMRect, 'left' | 'top' | 'bottom'>;
}

/** Under its button, or above it where there is no room below; never outside the window. */
function placeBeside(element: HTMLElement | null, owner: MenuAnchor | null): void {
  if (element === null || owner === null) return;
  const button = owner.getBoundingClientRect();
  const left = Math.max(8, Math.min(button.left, window.innerWidth - element.offsetWidth - 8));
  const below = button.bottom + 4;
  const fits = below + element.offsetHeight <= window.innerHeight - 8;
  element.style.left = `${left}px`;
  element.style.top = fits ? `${below}px` : `${Math.max(8, button.top - 4 - element.offsetHeight)}px`;
}

export interface MenuListProps {
  id: string;
  label: string;
  items: readonly MenuItem[];
  /** Kept between renders: the menu is placed anew when it is another one. */
  anchor: RefObject<MenuAnchor | null>;
  keepOpen: boolean;
  /** Gives the focus back to where it came from; called before the item that was picked acts. */
  onClose: () => void;
}

/** The open list by itself, for a menu that no button opens. */
export function MenuList({ id, label, items, anchor, keepOpen, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => placeBeside(list.current, anchor.current);
    place();
    list.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [anchor]);

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = all.findIndex((item) => item === document.activeElement);
    const go = (index: number) => {
      event.preventDefault();
      all.at(index)?.focus();
    };
    event.stopPropagation();
    switch (event.key) {
      case 'ArrowDown':
        return go((at + 1) % all.length);
      case 'ArrowUp':
        return go(at - 1);
      case 'Home':
        return go(0);
      case 'End':
        return go(-1);
      case 'Escape':
      case 'Tab':
        event.preventDefault();
        return onClose();
      default:
        if (event.key.length !== 1 || event.ctrlKey) return;
        return all.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  };

  return createPortal(
    <>
      <div className="menu-away" onPointerDown={onClose} />
      <div id={id} ref={list} className="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={move}>
        {items.map((item, index) => {
          if (item.kind === 'line') return <hr key={`line-${index}`} />;
          if (item.kind === 'heading') {
            return (
              <h3 key={item.label} role="presentation">
                {item.label}
              </h3>
            );
          }
          const off = item.reason !== undefined;
          return (
            <button
              key={`${item.label} ${item.remark ?? ''}`}
              type="button"
              tabIndex={-1}
              role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={item.checked}
              aria-disabled={off}
              className={`menu-item${item.danger === true ? ' menu-item-danger' : ''}`}
              data-tip={item.reason}
              onClick={() => {
                if (off) return;
                if (!keepOpen) onClose();
                item.onPick();
              }}
            >
              {item.checked !== undefined && (
                <span className="menu-tick">{item.checked && <Icon name="tick" size={12} />}</span>
              )}
              <span>{item.label}</span>
              {item.remark !== undefined && <span className="menu-remark">{item.remark}</span>}
            </button>
          );
        })}
      </div>
    </>,
    document.body,
  );
}
