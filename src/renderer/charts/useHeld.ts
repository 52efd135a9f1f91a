/** Holds a live value while a pointer rests on its chart or the page is hidden: what a person looks at does not move. */
import { useEffect, useState } from 'react';

/** The value, or the one that was there when `held` became true. */
export function useHeld<Value>(value: Value, held: boolean): Value {
  const [kept, setKept] = useState<{ value: Value } | null>(null);
  if (held && kept === null) setKept({ value });
  if (!held && kept !== null) setKept(null);
  return held ? (kept?.value ?? value) : value;
}

/** False while the page cannot be seen: nothing needs drawing then. */
export function usePageVisible(): boolean {
  const [visible, setVisible] = useState(() => !document.hidden);
  useEffect(() => {
    const change = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  }, []);
  return visible;
}
