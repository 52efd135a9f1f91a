/** The same menu as on a row, from a button, for the processes that are selected. */
import { useRef } from 'react';
import { Button } from '../../controls/Button.tsx';
import { openRowMenu } from './actionKeys.ts';
import { useActions } from './actionStore.ts';
import { usePickedKeys } from './selection.ts';

export function ActionButton() {
  const count = usePickedKeys().size;
  const open = useActions((state) => state.menu !== null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Button
      ref={button}
      small
      icon="down"
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => {
        const box = button.current?.getBoundingClientRect();
        if (box !== undefined) openRowMenu({ left: box.left, top: box.bottom + 4 }, { opener: button.current });
      }}
    >
      {count > 1 ? `Actions on ${count}` : 'Actions'}
    </Button>
  );
}
