/** The settings in force, for every room. They live in the backend's file; the window follows them and asks for changes. */
import { create } from 'zustand';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { backend } from '../connection/backend.ts';

interface CurrentSettings {
  settings: Settings;
  /** Which kept values could not be read and were replaced by their default, in words. */
  refused: readonly string[];
}

export const useSettings = create<CurrentSettings>(() => ({ settings: defaultSettings, refused: [] }));

/** Follows the settings until the returned function is called; the frame does so once. */
export function followSettings(onError: (message: string) => void): () => void {
  const subscription = backend.subscribe(
    'settings.watch',
    {},
    {
      onItem: ({ settings, refused }) => useSettings.setState({ settings, refused }),
      onError: (error) => onError(error.message),
    },
  );
  return () => subscription.close();
}

/** Changes some settings at once in the window, then in the file; a refusal puts back what was. Rejects with a ThreadlabError. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings;
  useSettings.setState({ settings: { ...before, ...change } });
  try {
    const { settings } = await backend.call('settings.change', change);
    useSettings.setState({ settings });
  } catch (error) {
    useSettings.setState({ settings: before });
    throw error;
  }
}
