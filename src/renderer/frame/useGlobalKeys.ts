/** The keys that act in every room. Keys of a table or chart are handled there, before these see them. */
import { useEffect, useEffectEvent } from 'react';
import { undoNewest } from '../controls/toastStore.ts';
import { goTo } from './navigation.ts';
import { railRooms } from './Rail.tsx';

/** True where letters are text: a key there is typed, not a command. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function focusNextPane(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((at + (backwards ? -1 : 1)) % panes.length);
  const target = next?.querySelector<HTMLElement>(
    '[data-pane-focus], [tabindex="0"], button:not([tabindex="-1"]), input',
  );
  (target ?? next)?.focus();
}

export interface GlobalKeys {
  /** Opens the list of keys. */
  onKeyList: () => void;
  /** Opens the commands. */
  onCommands: () => void;
}

export function useGlobalKeys({ onKeyList, onCommands }: GlobalKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.metaKey) return;
    const done = () => event.preventDefault();
    if (event.key === 'F6') {
      done();
      return focusNextPane(event.shiftKey);
    }
    if (event.ctrlKey) {
      const room = railRooms[Number(event.key) - 1];
      if (room !== undefined) {
        done();
        return goTo({ room: room.room });
      }
      if (event.key === ',') {
        done();
        return goTo({ room: 'settings' });
      }
      if (event.key === 'k') {
        done();
        return onCommands();
      }
      if (event.key === 'z' && !isTyping(event.target) && undoNewest()) done();
      return;
    }
    if (isTyping(event.target)) return;
    if (event.key === '/') {
      const filter = document.querySelector<HTMLElement>('[data-filter]');
      if (filter === null) return;
      done();
      filter.focus();
    } else if (event.key === '?') {
      done();
      onKeyList();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
