/** Commands that the room which is shown adds to those that can be given anywhere (`commands.ts`). */
import { useEffect } from 'react';
import { create } from 'zustand';

export interface Command {
  label: string;
  /** The key that does the same, or where it leads. */
  remark?: string;
  run: () => void;
}

export const useRoomCommands = create<{ commands: readonly Command[] }>(() => ({ commands: [] }));

/** Adds the room's commands while it is shown; give it the same list from draw to draw. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    useRoomCommands.setState({ commands });
    return () => useRoomCommands.setState({ commands: [] });
  }, [commands]);
}
