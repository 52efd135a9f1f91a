import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { processFilterTable } from '../../../shared/filter/monitorFilters.ts';
import { suggestFilter } from '../../../shared/filter/suggestFilter.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import { FilterField } from './FilterField.tsx';
import { noFilter, typeFilter, type TypedFilter } from '../rows/rowFilter.ts';

let done = 0;

function Field() {
  const [filter, setFilter] = useState<TypedFilter<ProcessField>>(noFilter);
  return (
    <FilterField
      text={filter.text}
      error={filter.error}
      placeholder=""
      remark="412"
      suggest={(text, caret) => suggestFilter(text, caret, processFilterTable, { valuesOf: () => ['root', 'ada'] })}
      onChange={(text) => setFilter((before) => typeFilter(text, processFilterTable, before))}
      onDone={() => (done += 1)}
    />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' });
const offers = () => screen.getAllByRole('option').map((option) => option.firstChild?.textContent);

beforeEach(() => {
  done = 0;
});

test('offers fields, then operators, then values seen, by the arrow keys and Enter', async () => {
  render(<Field />);
  await userEvent.type(field(), 'us');
  expect(offers()[0]).toBe('user');
  expect(field().getAttribute('aria-expanded')).toBe('true');
  await userEvent.keyboard('{ArrowDown}');
  expect(document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('user');
  await userEvent.keyboard('{Enter}');
  expect(field().value).toBe('user');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(field().value).toBe('user=');
  await userEvent.click(screen.getByRole('option', { name: /ada/ }));
  expect(field().value).toBe('user=ada');
  expect(document.activeElement).toBe(field());
});

test('says what cannot be read, where, and how to mend it', async () => {
  render(<Field />);
  await userEvent.type(field(), 'usr!=root');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  const said = document.getElementById(field().getAttribute('aria-describedby') ?? '');
  expect(said?.textContent).toContain('There is no field usr. Did you mean user?');
  expect(within(said ?? document.body).getByRole('alert')).toBeDefined();
  expect(document.querySelector('mark')?.textContent).toBe('usr');
  await userEvent.click(screen.getAllByRole('option', { name: /^user/ })[0] ?? document.body);
  expect(field().value).toBe('user!=root');
  expect(field().getAttribute('aria-invalid')).toBe('false');
});

test('what is only not typed yet is no mistake before the field is left', async () => {
  render(<Field />);
  await userEvent.type(field(), 'cpu>');
  expect(field().getAttribute('aria-invalid')).toBe('false');
  expect(screen.getByRole('status').textContent).toBe('Nothing follows cpu>.');
  await userEvent.tab();
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').textContent).toBe('Nothing follows cpu>.');
});

test('Enter goes to the table; Esc closes the list, then clears, then goes to the table', async () => {
  render(<Field />);
  await userEvent.type(field(), 'node{Enter}');
  expect(done).toBe(1);
  await userEvent.type(field(), ' us{Escape}');
  expect(screen.queryByRole('option')).toBeNull();
  expect(field().value).toBe('node us');
  await userEvent.keyboard('{Escape}');
  expect(field().value).toBe('');
  await userEvent.keyboard('{Escape}');
  expect(done).toBe(2);
});
