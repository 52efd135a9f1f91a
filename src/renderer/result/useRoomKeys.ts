/** Keys of a room: single letters where nothing is typed and no dialog or menu is open; they can be turned off in the settings. */
import { useEffect, useEffectEvent } from 'react';
import { useSettings } from '../frame/currentSettings.ts';
import { isTyping } from '../frame/useGlobalKeys.ts';

/** By `event.key`, letters in lower case. A handler that returns false leaves the key to others. */
export type RoomKeys = Readonly<Record<string, (() => void | false) | undefined>>;

export function useRoomKeys(keys: RoomKeys): void {
  const single = useSettings((state) => state.settings.singleKeys);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = event.key.length === 1;
    if (letter && (!single || isTyping(event.target))) return;
    if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
    const handler = keys[letter ? event.key.toLowerCase() : event.key];
    if (handler === undefined || handler() === false) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
