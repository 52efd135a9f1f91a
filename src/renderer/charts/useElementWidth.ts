/** The width that an element has, so that a chart can be given its size; `fallback` until it is laid out (and in tests). */
import { type RefObject, useEffect, useRef, useState } from 'react';

export function useElementWidth<Element extends HTMLElement>(fallback: number): [RefObject<Element | null>, number] {
  const element = useRef<Element>(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const target = element.current;
    if (target === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      const measured = Math.floor(target.clientWidth);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
