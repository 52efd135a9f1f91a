/** Where the window is: one room and what to show in it. Rooms send one another here, never by importing each other. */
import { create } from 'zustand';
import type { ProcessKey } from '../../shared/monitor/processKey.ts';

export const roomNames = ['monitor', 'lab', 'runs', 'guide', 'settings'] as const;
export type RoomName = (typeof roomNames)[number];

/** A room with its parameters. A parameter that is absent leaves what the room shows as it is. */
export type Place =
  | { room: 'monitor'; select?: ProcessKey; view?: 'processes' | 'machine' }
  /** `form`: the experiment's form, also where a result of it stands. */
  | { room: 'lab'; experiment?: string; form?: true }
  | { room: 'runs'; run?: string }
  | { room: 'guide' }
  | { room: 'settings' };

interface Navigation {
  place: Place;
  /** Grows with every move, so that going to the same place again is seen. */
  moves: number;
}

export const useNavigation = create<Navigation>(() => ({ place: { room: 'monitor' }, moves: 0 }));

/** Opens a room, for example `goTo({ room: 'monitor', select: { pid, startTicks } })`. */
export function goTo(place: Place): void {
  useNavigation.setState(({ moves }) => ({ place, moves: moves + 1 }));
}
