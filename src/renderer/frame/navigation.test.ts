import { expect, test } from 'vitest';
import { goTo, useNavigation } from './navigation.ts';

test('going to the place where the window already is counts as a move', () => {
  goTo({ room: 'runs', run: '2026-10-03-1433-k7q2' });
  const { moves } = useNavigation.getState();
  goTo({ room: 'runs', run: '2026-10-03-1433-k7q2' });
  expect(useNavigation.getState()).toEqual({ place: { room: 'runs', run: '2026-10-03-1433-k7q2' }, moves: moves + 1 });
});
