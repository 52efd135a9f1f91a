/** The settings room: what is in force, followed by every window, changed one value at a time. */
import { settingsSchema, type Settings, type settingsContract } from '../../shared/settings.ts';
import type { Room } from '../room.ts';
import { readSettings, writeSettings } from './file.ts';

export interface SettingsRoom extends Room<typeof settingsContract> {
  /** The settings in force now. */
  current(): Settings;
}

/** Reads `file` at once; a change is in force when it is on disk. */
export async function createSettings({ file }: { file: string }): Promise<SettingsRoom> {
  let read = await readSettings(file);
  let writing: Promise<unknown> = Promise.resolve();
  const watchers = new Set<() => void>();

  /** Reads again before it writes: another window's backend may have changed another value meanwhile. */
  async function change(changed: Partial<Settings>): Promise<Settings> {
    const before = await readSettings(file);
    const settings = settingsSchema.parse({ ...before.settings, ...changed });
    await writeSettings(file, before, settings);
    read = { ...before, settings, refused: [] };
    for (const tell of watchers) tell();
    return settings;
  }

  return {
    current: () => read.settings,
    handlers: {
      watch(_input, changed) {
        let fresh = true;
        const tell = () => {
          fresh = true;
          changed();
        };
        watchers.add(tell);
        return {
          take() {
            if (!fresh) return undefined;
            fresh = false;
            return { settings: read.settings, refused: read.refused };
          },
          update: () => undefined,
          close: () => void watchers.delete(tell),
        };
      },
      async change(input) {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        const mine = writing.then(() => change(given));
        // The next change waits for this one and is not harmed by its failure, which its own caller hears.
        writing = mine.catch(() => undefined);
        return { settings: await mine };
      },
    },
    async close() {
      await writing;
    },
  };
}
