/** Lets what is dear to draw be drawn in a task of its own. */
import { useEffect, useState } from 'react';

/** `value`, `delay` ms after it came; null until the first one's time has come. Newer ones that come meanwhile take its place. */
export function useLater<Value>(value: Value, delay: number): Value | null {
  const [shown, setShown] = useState<Value | null>(() => (delay === 0 ? value : null));
  useEffect(() => {
    const timer = setTimeout(() => setShown(() => value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return shown;
}
