/** How the window stands with its backend. */
import { useStore } from 'zustand';
import { backend } from './backend.ts';
import type { ConnectionState } from './connectionState.ts';

export function useConnectionState(): ConnectionState {
  return useStore(backend.state);
}
