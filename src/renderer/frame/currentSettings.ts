/** The settings in force, for every room. They live in the backend's file; the window follows them and asks for changes. */
import { create } from 'zustand';
import { ThreadlabError } from '../../shared/errors.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { backend } from '../connection/backend.ts';

interface CurrentSettings {
  settings: Settings;
  /** Which kept values could not be read and were replaced by their default, in words. */
  refused: readonly string[];
}

export const useSettings = create<CurrentSettings>(() => ({ settings: defaultSettings, refused: [] }));

/** Changes that the backend has not answered yet: until then the window knows better what is wanted. */
let pending = 0;

/** Follows the settings until the returned function is called; the frame does so once. */
export function followSettings(onError: (message: string) => void): () => void {
  const subscription = backend.subscribe(
    'settings.watch',
    {},
    {
      onItem: ({ settings, refused }) => useSettings.setState(pending > 0 ? { refused } : { settings, refused }),
      onError: (error) => onError(error.message),
    },
  );
  return () => subscription.close();
}

/**
 * Changes some settings at once in the window, then in the file. Rejects with a ThreadlabError; a refusal puts back what was,
 * unless `stays`: a window sorts as it is told also where the disk is full or the backend is read-only.
 */
export async function changeSettings(change: Partial<Settings>, { stays = false } = {}): Promise<void> {
  const before = useSettings.getState().settings;
  useSettings.setState({ settings: { ...before, ...change } });
  pending += 1;
  try {
    const { settings } = await backend.call('settings.change', change).finally(() => (pending -= 1));
    if (pending === 0) useSettings.setState({ settings });
  } catch (error) {
    if (!stays) useSettings.setState({ settings: before });
    throw error;
  }
}

/** In words, that `what` was changed in the window, where it `stays`, and is not kept. */
export function notKeptWords(what: string, error: unknown): string {
  if (error instanceof ThreadlabError && error.code === 'readOnly') {
    return `${what} is changed in this window alone: its backend was started with --read-only.`;
  }
  return `${what} is not kept.${error instanceof Error ? ` ${error.message}` : ''}`;
}
