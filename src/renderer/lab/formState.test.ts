import { describe, expect, test } from 'vitest';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import { parseRequest } from '../../shared/lab/plan.ts';
import { formOfRequest, initialForm, readForm } from './formState.ts';
import { crowdingWords } from '../../shared/lab/warnings.ts';
import { choiceReason } from './placementReason.ts';

const form = initialForm(lockContention, 'wasm');
const typed = (name: string, text: string) => ({ ...form, typed: { ...form.typed, [name]: text } });

test('begins with the defaults of the catalogue, in words with units', () => {
  expect(form.typed).toMatchObject({ threads: '1, 2', criticalSection: '100 ns' });
  expect(readForm(lockContention, form).request).toEqual(parseRequest(lockContention, {}));
});

test('a request makes the form that asks for it again', () => {
  const request = parseRequest(lockContention, {
    parameters: { lock: ['tas', 'futex'], threads: [1, 2, 4, 8], thinkTime: [0, 2e-6] },
    repeats: 7,
  });
  expect(readForm(lockContention, formOfRequest(lockContention, request)).request).toEqual(request);
});

describe('says under the field what is wrong with it:', () => {
  test.each([
    ['threads', '1, two', /"two" is not a number/],
    ['threads', '128', '128 is outside 1 to 64.'],
    ['threads', '1.5', /^1\.50? is not a whole number/],
    ['threads', '2, 2', 'A value stands there twice.'],
    ['threads', '', /empty/],
    ['criticalSection', '2 s', '2 s is outside 0 s to 1 ms.'],
    ['duration', '1 s, 2 s', 'Duration takes one value.'],
  ])('%s %j', (name, text, words) => {
    const { request, errors } = readForm(lockContention, typed(name, text));
    expect(request).toBeNull();
    expect(errors?.[name]).toMatch(words);
  });

  test('no lock picked', () => {
    const { errors } = readForm(lockContention, { ...form, picked: { ...form.picked, lock: [] } });
    expect(errors).toEqual({ lock: 'Pick at least one.' });
  });

  test.each(['0', '101', '2.5'])('%s repeats', (repeats) => {
    expect(readForm(lockContention, { ...form, repeats }).errors).toEqual({ repeats: 'A whole number from 1 to 100.' });
  });
});

describe('what this machine cannot do is said beforehand:', () => {
  const choice = (value: string) => ({ value, engines: ['wasm'] as const, help: '' });
  test.each([
    ['ownCore', 4, { cpus: 4, cores: 2 }, '4 threads need as many cores, and there are 2.'],
    ['ownCore', 2, { cpus: 4, cores: 2 }, undefined],
    ['siblings', 2, { cpus: 2, cores: 2 }, 'no core here has two hardware threads (SMT).'],
    ['siblings', 2, { cpus: 4, cores: null }, 'this machine does not tell its cores.'],
    ['free', 64, { cpus: 1, cores: 1 }, undefined],
  ])('%s with %i threads on %j', (value, threads, machine, words) => {
    expect(choiceReason('placement', choice(value), 'wasm', threads, machine)).toBe(words);
  });

  test('another engine has a value', () => {
    expect(choiceReason('lock', choice('tas'), 'python', 1, undefined)).toBe('not in python; in wasm.');
  });

  test('a first-in, first-out spin lock with more threads than CPUs', () => {
    expect(crowdingWords(['tas', 'mcs'], 4, 2)).toMatch(/mcs may collapse/);
    expect(crowdingWords(['tas'], 4, 2)).toBe('4 threads are more than the 2 CPUs here.');
    expect(crowdingWords(['mcs'], 2, 2)).toBeNull();
  });
});
