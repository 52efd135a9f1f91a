/** Says that the backend is lost, since when, and when the next try comes. What was last read stays on the screen below. */
import { useEffect, useState } from 'react';
import { formatSeconds } from '../../shared/units/duration.ts';
import { backend } from '../connection/backend.ts';
import type { ConnectionState } from '../connection/connectionState.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';

export interface LostWords {
  /** Bold: what happened. */
  what: string;
  /** What comes next, or what to do. */
  next: string;
}

/** The banner's two sentences at the time `now`; null while the connection is not lost. */
export function lostWords(state: ConnectionState, now: Date): LostWords | null {
  if (state.status !== 'lost') return null;
  const ago = Math.max(0, Math.round((now.getTime() - state.since.getTime()) / 1000));
  if (state.needsNewLink)
    return { what: 'Threadlab was started anew.', next: `${state.reason} Open the new link that it printed.` };
  const what = `Backend lost ${formatSeconds(ago)} ago.`;
  if (state.nextTry === null) return { what, next: state.reason };
  const pause = Math.max(0, Math.ceil((state.nextTry.getTime() - now.getTime()) / 1000));
  return { what, next: pause > 0 ? `Next try in ${formatSeconds(pause)}.` : 'Trying now.' };
}

/** Nothing while the connection is open. The countdown is not announced; the loss is, once. */
export function LostBanner({ state }: { state: ConnectionState }) {
  const lost = state.status === 'lost';
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, [lost]);
  const words = lostWords(state, state.status === 'lost' && state.since > now ? state.since : now);
  return (
    <>
      <output className="visually-hidden">{lost ? 'The backend is lost.' : ''}</output>
      {words !== null && (
        <section className="lost-banner" aria-label="Backend lost">
          <Icon name="plug" size={15} />
          <p>
            <b>{words.what}</b> {words.next}
          </p>
          <Button small onClick={() => backend.tryNow()}>
            Try now
          </Button>
        </section>
      )}
    </>
  );
}
