import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { useToasts } from '../controls/toastStore.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { backend } from '../testing/backendDouble.ts';
import { SettingsRoom } from './SettingsRoom.tsx';
import { settingGroups, settingTitles } from './settingWords.ts';

const { call } = backend;

beforeEach(() => {
  call.mockImplementation((_path, change: Partial<Settings>) =>
    Promise.resolve({ settings: { ...defaultSettings, ...change } }),
  );
});

test('every setting of the schema is shown with its help', () => {
  render(<SettingsRoom />);
  for (const name of settingsSchema.keyof().options) {
    expect(screen.getByRole('heading', { name: settingTitles[name].title })).toBeTruthy();
    expect(document.body.textContent).toContain(settingsSchema.shape[name].description);
  }
});

test('every setting stands in one group', () => {
  const grouped = settingGroups.flatMap(({ names }) => names);
  expect(grouped.toSorted()).toEqual(settingsSchema.keyof().options.toSorted());
});

test('a limit of the gate is changed under Lab, and refused out of its range', async () => {
  render(<SettingsRoom />);
  const field = within(screen.getByRole('region', { name: 'Lab' })).getByRole('textbox', { name: 'Steal' });
  await userEvent.clear(field);
  await userEvent.type(field, '140%{Enter}');
  expect(screen.getByRole('alert').textContent).toBe('140% is out of range. Give a value from 0% to 100%, default 3%.');
  expect(call).not.toHaveBeenCalled();
  await userEvent.clear(field);
  await userEvent.type(field, '10%{Enter}');
  expect(call).toHaveBeenCalledWith('settings.change', { gateSteal: 0.1 });
});

test('a choice is asked of the backend', async () => {
  render(<SettingsRoom />);
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(call).toHaveBeenCalledWith('settings.change', { theme: 'dark' });
});

test('a setting that a read-only backend refuses is as it was, and a toast says why', async () => {
  const words = 'This backend was started with --read-only, so settings.change is refused. Nothing was changed.';
  call.mockRejectedValue(new ThreadlabError('readOnly', words));
  render(<SettingsRoom />);
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(useSettings.getState().settings.theme).toBe('system');
  expect(useToasts.getState().shown.map(({ text }) => text)).toEqual([words]);
});

test.each([
  ['40 s', /out of range/],
  ['soon', /soon/],
])('the interval %j is refused in words, and nothing is asked', async (text, words) => {
  render(<SettingsRoom />);
  const field = screen.getByRole('textbox', { name: 'Interval' });
  await userEvent.clear(field);
  await userEvent.type(field, text);
  await userEvent.tab();
  expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(call).not.toHaveBeenCalled();
});

test('a number with its unit is understood', async () => {
  render(<SettingsRoom />);
  const field = screen.getByRole('textbox', { name: 'Interval' });
  await userEvent.clear(field);
  await userEvent.type(field, '500 ms{Enter}');
  expect(call).toHaveBeenCalledWith('settings.change', { interval: 0.5 });
});

test('kept values that could not be read are named', () => {
  useSettings.setState({ refused: ['interval: "fast" is no number'] });
  render(<SettingsRoom />);
  expect(screen.getByRole('alert').textContent).toContain('interval: "fast" is no number');
});
