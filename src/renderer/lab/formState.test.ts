import { describe, expect, test } from 'vitest';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import { lostUpdate } from '../../shared/lab/catalogue/lost-update.ts';
import { parseRequest } from '../../shared/lab/request.ts';
import { presetNames, presetRequest } from '../../shared/lab/presets.ts';
import { formOfRequest, initialForm, readForm, withEngines } from './formState.ts';
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

test.each(catalogue.flatMap((experiment) => presetNames.map((name) => [name, experiment.id, experiment] as const)))(
  'the preset %s of %s comes back out of its form as itself',
  (name, _id, experiment) => {
    for (const cpus of [2, 12, 64]) {
      const request = presetRequest(experiment, name, { cpus, engines: experiment.engines });
      expect(readForm(experiment, formOfRequest(experiment, request)).request).toEqual(request);
    }
  },
);

describe('several engines', () => {
  const both = withEngines(lockContention, form, ['native', 'wasm']);
  const picks = (...lock: string[]) => ({ ...both, picked: { ...both.picked, lock } });

  test('are asked for like the values of any parameter, in the experiment’s order', () => {
    expect(readForm(lockContention, both).request?.parameters['engine']).toEqual(['wasm', 'native']);
    const again = readForm(
      lockContention,
      formOfRequest(lockContention, parseRequest(lockContention, { parameters: { engine: ['wasm', 'native'] } })),
    );
    expect(again.request?.parameters['engine']).toEqual(['wasm', 'native']);
  });

  test('may each have values of their own', () => {
    expect(readForm(lockContention, picks('tas', 'pthreadMutex')).request?.parameters['lock']).toEqual([
      'tas',
      'pthreadMutex',
    ]);
    expect(readForm(lockContention, picks('pthreadMutex')).errors?.['form']).toMatch(
      /the engine wasm has no pthreadMutex/,
    );
  });

  test('when one is taken away, take with it the values that it alone had', () => {
    expect(withEngines(lockContention, picks('tas', 'pthreadMutex'), ['wasm']).picked['lock']).toEqual(['tas']);
    expect(withEngines(lockContention, picks('pthreadMutex'), ['wasm']).picked['lock']).toEqual([
      'tas',
      'mcs',
      'futex',
    ]);
  });

  test('of their own kind of Python bring its parameters, its defaults and the interpreters that are picked', () => {
    const wasm = initialForm(lostUpdate, 'wasm');
    const python = { ...withEngines(lostUpdate, wasm, ['python']), interpreters: ['3.9.18'] };
    expect(readForm(lostUpdate, python).request?.parameters).toMatchObject({
      interpreter: ['3.9.18'],
      lock: ['none', 'Lock'],
      increments: [1_000_000],
      body: ['bare', 'call'],
    });
    const back = withEngines(lostUpdate, python, ['wasm']);
    expect(readForm(lostUpdate, back).request?.parameters).not.toHaveProperty('interpreter');
    expect(back.typed['increments']).toBe(wasm.typed['increments']);
    expect(formOfRequest(lostUpdate, readForm(lostUpdate, python).request ?? parseRequest(lostUpdate, {}))).toEqual(
      python,
    );
  });

  test('when all are taken away, are asked for', () => {
    const none = withEngines(lockContention, both, []);
    expect(readForm(lockContention, none).errors).toEqual({ engine: 'Pick at least one.' });
    expect(none.picked).toEqual(both.picked);
  });
});

describe('says under the field what is wrong with it:', () => {
  test.each([
    ['threads', '1, two', /"two" is not a number/],
    ['threads', '300', '300 is outside 1 to 256.'],
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
    ['sameCpu', 1, { cpus: 1, cores: null }, undefined],
    ['twoCpus', 1, { cpus: 1, cores: 1 }, 'there is one CPU.'],
    ['twoCpus', 1, { cpus: 2, cores: null }, undefined],
  ])('%s with %i threads on %j', (value, threads, machine, words) => {
    expect(choiceReason('placement', choice(value), ['wasm'], threads, machine)).toBe(words);
  });

  test('another engine than those that are picked has a value', () => {
    expect(choiceReason('lock', choice('tas'), ['python', 'node'], 1, undefined)).toBe('not in python, node; in wasm.');
  });

  test('a first-in, first-out spin lock with more threads than CPUs', () => {
    expect(crowdingWords(['tas', 'mcs'], 4, 2)).toMatch(/mcs may collapse/);
    expect(crowdingWords(['tas'], 4, 2)).toBe('4 threads are more than the 2 CPUs here.');
    expect(crowdingWords(['mcs'], 2, 2)).toBeNull();
  });
});
