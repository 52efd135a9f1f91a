/** Every store that the page makes, so that a test finds none as another test left it. */
import type { StateCreator } from 'zustand';

type Zustand = typeof import('zustand');

const resets: (() => void)[] = [];

/** zustand, which remembers the stores that it has made. */
export function rememberingStores(zustand: Zustand) {
  return {
    ...zustand,
    create<State>(creator: StateCreator<State>) {
      const store = zustand.create(creator);
      resets.push(() => store.setState(store.getInitialState(), true));
      return store;
    },
  };
}

/** Each store as it was made. */
export function resetStores(): void {
  for (const reset of resets) reset();
}
