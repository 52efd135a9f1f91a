/** When the machine booted, on the clock of this window: start times are told since then. */
import { useMemo } from 'react';
import { useMonitor } from '../store.ts';

export interface StartClock {
  bootedAt: Date;
  /** Midnight of the day of the reading: "today" is said against it. */
  today: Date;
}

/** To the second, and the same object while it stays the same; null before the first pass. */
export function useStartClock(): StartClock | null {
  const booted = useMonitor(({ snapshot }) =>
    snapshot === null ? null : Math.round(Date.parse(snapshot.takenAt) / 1000 - snapshot.machine.uptime),
  );
  const today = useMonitor(({ snapshot }) => (snapshot === null ? null : midnight(snapshot.takenAt)));
  return useMemo(
    () => (booted === null || today === null ? null : { bootedAt: new Date(booted * 1000), today: new Date(today) }),
    [booted, today],
  );
}

function midnight(takenAt: string): number {
  return new Date(takenAt).setHours(0, 0, 0, 0);
}
