/** What a fixture backend shows now, and feeds that follow it when that becomes something else. */
import type { Feed } from '../../src/shared/rpc/contract.ts';
import type { World } from './world.ts';

/** The world that is shown now, and who is to hear of another. */
export interface Shown {
  world(): World;
  change(next: World): void;
  /** Returns what ends it. */
  onChange(heard: () => void): () => void;
}

export function createShown(first: World): Shown {
  let world = first;
  const listeners = new Set<() => void>();
  return {
    world: () => world,
    change(next) {
      world = next;
      for (const heard of listeners) heard();
    },
    onChange(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}

/** A new state every `every` ms, as long as there is one; another world begins at once. */
export function paced<Item>(
  shown: Shown,
  changed: () => void,
  of: (world: World) => { every: number; state: (count: number) => Item | undefined },
): Feed<unknown, Item> {
  let count = 0;
  let { every, state } = of(shown.world());
  let timer = setInterval(changed, every);
  const unheard = shown.onChange(() => {
    clearInterval(timer);
    count = 0;
    ({ every, state } = of(shown.world()));
    timer = setInterval(changed, every);
    changed();
  });
  return {
    take() {
      const item = state(count);
      count += 1;
      return item;
    },
    update: () => undefined,
    close() {
      unheard();
      clearInterval(timer);
    },
  };
}

/** One state of a world, that stays; undefined: it never comes. */
export function standing<Item>(
  shown: Shown,
  changed: () => void,
  of: (world: World) => Item | undefined,
): Feed<unknown, Item> {
  return { take: () => of(shown.world()), update: () => undefined, close: shown.onChange(changed) };
}
