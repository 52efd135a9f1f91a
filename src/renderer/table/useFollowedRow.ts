/** Keeps a row that was selected from elsewhere in sight, wherever the order takes it, until somebody lays a hand on the table. */
import { useEffect, useEffectEvent, useRef } from 'react';

/** `at`: where the selected row is now, negative if nowhere. Returns what lets go of it. */
export function useFollowedRow(
  selected: string | null,
  at: number,
  focused: boolean,
  show: (index: number) => void,
): () => void {
  const followed = useRef<string | null>(null);
  const follow = useEffectEvent(() => void (followed.current = focused ? null : selected));
  useEffect(() => follow(), [selected]);
  const showFollowed = useEffectEvent(() => {
    if (at >= 0 && followed.current === selected) show(at);
  });
  useEffect(() => showFollowed(), [selected, at]);
  return () => void (followed.current = null);
}
