/** The wavy line under what a filter field cannot read. It lies behind the text, which is drawn once more unseen to find the place. */
import { useEffect, useRef, type RefObject } from 'react';
import type { FilterError } from '../../../shared/filter/readFilter.ts';

export interface FilterMarkProps {
  text: string;
  error: FilterError | null;
  /** A long text scrolls inside it; the mark goes along. */
  input: RefObject<HTMLInputElement | null>;
}

export function FilterMark({ text, error, input }: FilterMarkProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = input.current;
    const follow = () => {
      if (box.current !== null && field !== null) box.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field?.addEventListener('scroll', follow);
    return () => field?.removeEventListener('scroll', follow);
  }, [input, text, error]);
  return (
    <div ref={box} className="filter-mark" aria-hidden="true">
      {error !== null && (
        <>
          {text.slice(0, error.start)}
          <mark>{text.slice(error.start, error.end)}</mark>
          {text.slice(error.end)}
        </>
      )}
    </div>
  );
}
