import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { SettingsRoom } from './SettingsRoom.tsx';
import { settingTitles } from './settingWords.ts';

const call = vi.hoisted(() => vi.fn<(path: string, change: Partial<Settings>) => Promise<{ settings: Settings }>>());
vi.mock('../connection/backend.ts', () => ({ backend: { call, subscribe: () => ({ close: () => undefined }) } }));

beforeEach(() => {
  call.mockReset();
  call.mockImplementation((_path, change) => Promise.resolve({ settings: { ...defaultSettings, ...change } }));
  useSettings.setState({ settings: defaultSettings, refused: [] });
});
afterEach(cleanup);

test('every setting of the schema is shown with its help', () => {
  render(<SettingsRoom />);
  for (const name of settingsSchema.keyof().options) {
    expect(screen.getByRole('heading', { name: settingTitles[name].title })).toBeTruthy();
    expect(document.body.textContent).toContain(settingsSchema.shape[name].description);
  }
});

test('a choice is asked of the backend', async () => {
  render(<SettingsRoom />);
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(call).toHaveBeenCalledWith('settings.change', { theme: 'dark' });
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
