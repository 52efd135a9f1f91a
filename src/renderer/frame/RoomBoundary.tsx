/** A bug in one room must not take the window with it: the room says what happened and can be opened again. */
import { Component, type ReactNode } from 'react';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';

interface RoomBoundaryProps {
  room: string;
  children: ReactNode;
}

/** Shows the error's own words in place of the room. */
export class RoomBoundary extends Component<RoomBoundaryProps, { words: string | null }> {
  override state: { words: string | null } = { words: null };

  static getDerivedStateFromError(error: unknown) {
    return { words: error instanceof Error ? error.message : 'a value was thrown that is no error' };
  }

  override render() {
    const { words } = this.state;
    if (words === null) return this.props.children;
    return (
      <EmptyState
        icon="warning"
        title={`${this.props.room} has stopped`}
        actions={<Button onClick={() => this.setState({ words: null })}>Open it again</Button>}
      >
        This is a fault in Threadlab: {words}. Other rooms and a running experiment go on.
      </EmptyState>
    );
  }
}
