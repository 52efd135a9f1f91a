/** Follows the Lab for as long as the window is there, and tells whether a run is on, for the dot in the rail. */
import { useEffect } from 'react';
import { followLab, useLab } from './labStore.ts';

export function useLabRunning(): boolean {
  useEffect(() => followLab(), []);
  return useLab(({ lab, refused }) => refused === null && lab?.run?.outcome === null);
}
