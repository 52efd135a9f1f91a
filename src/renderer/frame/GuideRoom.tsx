/** The Guide is not built yet, and says so. */
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { goTo } from './navigation.ts';

/** What the room will be, and where to go meanwhile. */
export function GuideRoom() {
  return (
    <main className="room room-plain" data-pane tabIndex={-1}>
      <h1 className="visually-hidden">Guide</h1>
      <EmptyState
        icon="guide"
        title="The Guide is not built yet"
        actions={<Button onClick={() => goTo({ room: 'lab' })}>Open the Lab</Button>}
      >
        It will take claims about processes and threads, such as “a queue lock stays fair under load”, test each on this
        machine and show its verdict with the measured figure. Until then the Lab measures the same things one question
        at a time.
      </EmptyState>
    </main>
  );
}
