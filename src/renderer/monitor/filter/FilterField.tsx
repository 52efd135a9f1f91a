/**
 * The filter of a table as a combobox: what cannot be read is marked at its place and said in a sentence, while the last
 * filter that could be read stays in force; fields, operators and values seen are suggested, by keyboard and by pointer.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { FilterError } from '../../../shared/filter/readFilter.ts';
import type { FilterSuggestion } from '../../../shared/filter/suggestFilter.ts';
import { Icon } from '../../controls/Icon.tsx';
import { displayText } from '../../table/displayText.ts';
import { FilterMark } from './FilterMark.tsx';

export interface FilterFieldProps {
  text: string;
  error: FilterError | null;
  placeholder: string;
  /** At the right inside the field, such as "15 of 412". */
  remark: string;
  /** What could stand at the caret, best first. */
  suggest: (text: string, caret: number) => readonly FilterSuggestion[];
  onChange: (text: string) => void;
  /** The person is done with the field: the focus goes to the table. */
  onDone: () => void;
}

interface Offer {
  start: number;
  end: number;
  insert: string;
  help: string;
  unit: string;
}

export function FilterField({ text, error, placeholder, remark, suggest, onChange, onDone }: FilterFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  /** Where the caret goes once the new text stands in the field. */
  const caretWanted = useRef<number | null>(null);
  // Something that is only not typed yet is no mistake while the person types.
  const wrong = error !== null && !(error.unfinished && focused);
  const offers: readonly Offer[] = open ? offersFor(suggest(text, Math.min(caret, text.length)), error) : [];
  const listed = focused && offers.length > 0;
  const message = error?.message ?? null;

  useEffect(() => {
    if (caretWanted.current === null) return;
    input.current?.setSelectionRange(caretWanted.current, caretWanted.current);
    caretWanted.current = null;
  }, [text]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const take = ({ start, end, insert }: Offer) => {
    caretWanted.current = start + insert.length;
    setCaret(start + insert.length);
    setActive(-1);
    onChange(text.slice(0, start) + insert + text.slice(end));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const offer = offers[active];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (listed) setActive((active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length);
        else if (step > 0) setOpen(true);
        break;
      }
      case 'Enter':
        if (listed && offer !== undefined) take(offer);
        else {
          close();
          onDone();
        }
        break;
      case 'Escape':
        if (listed) close();
        else if (text === '') onDone();
        else onChange('');
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const describedBy = message === null ? undefined : `${id}-message`;
  return (
    <div className="text-field filter-field">
      <label htmlFor={id} className="visually-hidden">
        Filter
      </label>
      <div className={`field field-mono${wrong ? ' field-error' : ''}`}>
        <Icon name="search" />
        <div className="filter-text">
          <input
            ref={input}
            id={id}
            data-filter
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={listed}
            aria-controls={`${id}-list`}
            aria-activedescendant={listed && active >= 0 ? `${id}-offer-${active}` : undefined}
            aria-invalid={wrong}
            aria-describedby={describedBy}
            value={text}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setCaret(event.target.selectionStart ?? event.target.value.length);
              setActive(-1);
              // An emptied field leaves the table in sight; the arrow down shows all fields.
              setOpen(event.target.value !== '');
              onChange(event.target.value);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onKeyDown={onKeyDown}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              close();
            }}
          />
          <FilterMark text={text} error={wrong ? error : null} input={input} />
        </div>
        <span className="field-remark">{remark}</span>
        {text !== '' && (
          <button type="button" className="field-clear" aria-label="Clear filter" onClick={() => onChange('')}>
            <Icon name="close" size={12} />
          </button>
        )}
      </div>
      <div className="filter-popup" hidden={!listed && message === null}>
        {message !== null && (
          <p id={`${id}-message`} className={wrong ? 'filter-message filter-message-error' : 'filter-message'}>
            {wrong && <Icon name="warning" />}
            <span role={wrong ? 'alert' : 'status'}>{message}</span>
            {wrong && <span className="text-3">The last filter that could be read is in force.</span>}
          </p>
        )}
        <div
          id={`${id}-list`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist cannot show what each choice means
          role="listbox"
          aria-label="Suggestions"
          hidden={!listed}
        >
          {offers.map((offer, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
            <div
              key={`${offer.insert} ${offer.start}`}
              id={`${id}-offer-${index}`}
              className={`filter-offer${index === active ? ' filter-offer-active' : ''}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              <span className="mono">{displayText(offer.insert)}</span>
              <span className="filter-offer-help">{offer.help}</span>
              <span className="filter-offer-unit">{offer.unit}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What mends a mistake comes before what could stand at the caret; the same text is offered once. */
function offersFor(suggestions: readonly FilterSuggestion[], error: FilterError | null): Offer[] {
  const mends = (error?.suggestions ?? []).map((mend) => ({ ...mend, unit: '' }));
  const seen = new Set<string>();
  return [...mends, ...suggestions].filter(({ insert }) => !seen.has(insert) && seen.add(insert));
}
