/** What the backend says of itself: whether it may act at all, and which process it is. Asked for once a connection. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { ThreadlabError } from '../../../shared/errors.ts';
import { backend } from '../../connection/backend.ts';
import { useConnectionState } from '../../connection/useConnectionState.ts';

export interface About {
  readOnly: boolean;
  /** PID of the backend. */
  pid: number;
}

/** null until it has come. */
export const useAbout = create<{ about: About | null }>(() => ({ about: null }));

/** Keeps `useAbout` in step with the connection. */
export function useAskAbout(): void {
  const open = useConnectionState().status === 'open';
  useEffect(() => {
    if (!open) return;
    let here = true;
    backend.call('app.about', {}).then(
      (about) => {
        if (here) useAbout.setState({ about });
      },
      (error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error; // a loss is said by the banner, and asked again after it
      },
    );
    return () => {
      here = false;
    };
  }, [open]);
}
