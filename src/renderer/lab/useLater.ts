/** Lets what is dear to draw be drawn in a task of its own. */
import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * `value`, `delay` ms after it came; null until the first one's time has come. Newer ones that come meanwhile take its place and
 * do not put it off: however fast they come, one is shown each `delay`.
 */
export function useLater<Value>(value: Value, delay: number): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  const newest = useRef(value);
  const isFirst = useRef(true);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    newest.current = value;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      const show = () => setShown(() => newest.current);
      // What is drawn for the first time is the dearest, and React may then let keys and clicks in between.
      if (isFirst.current) startTransition(show);
      else show();
      isFirst.current = false;
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
