/** Lets what is dear to draw be drawn in a task of its own. */
import { useEffect, useRef, useState } from 'react';

/**
 * `value`, `delay` ms after it came; null until the first one's time has come. Newer ones that come meanwhile take its place and
 * do not put it off: however fast they come, one is shown each `delay`.
 */
export function useLater<Value>(value: Value, delay: number): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    newest.current = value;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setShown(() => newest.current);
    }, delay);
  }, [value, delay]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
