/** Lets what is dear to draw be drawn in a task of its own. */
import { useEffect, useState } from 'react';

/** `value`, `delay` ms after it came; the first one at once. Newer ones that come meanwhile take its place. */
export function useLater<Value>(value: Value, delay: number): Value {
  const [shown, setShown] = useState(() => value);
  useEffect(() => {
    const timer = setTimeout(() => setShown(() => value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return shown;
}
