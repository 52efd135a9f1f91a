/** Commands by name: type a part of one, arrows choose, Enter does it. The focus returns to where it was. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { commandsFor } from './commands.ts';
import type { Command } from './roomCommands.ts';

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const commands = commandsFor(text);
  const optionId = (index: number) => `${id}-${index}`;
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const pick = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const move = (to: number) => {
      event.preventDefault();
      if (commands.length > 0) setActive((to + commands.length) % commands.length);
    };
    switch (event.key) {
      case 'ArrowDown':
        return move(active + 1);
      case 'ArrowUp':
        return move(active - 1);
      case 'Enter':
        event.preventDefault();
        return pick(commands[active]);
      case 'Escape':
      case 'Tab':
        event.preventDefault();
        return onClose();
      default:
    }
  };

  return createPortal(
    <div className="scrim" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <dialog open className="dialog palette" aria-modal="true" aria-label="Commands">
        <input
          ref={input}
          className="palette-field"
          role="combobox"
          aria-label="Command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={commands.length === 0 ? undefined : optionId(active)}
          placeholder="A part of a command or of a question"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div
          ref={list}
          id={`${id}-list`}
          className="palette-list"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be led by a field
          role="listbox"
          aria-label="Commands"
        >
          {commands.map((command, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
            <div
              key={`${command.label} ${command.remark ?? ''}`}
              id={optionId(index)}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="palette-item"
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(index)}
              onClick={() => pick(command)}
            >
              <span className="cut">{command.label}</span>
              {command.remark !== undefined && <span className="menu-remark">{command.remark}</span>}
            </div>
          ))}
        </div>
        {commands.length === 0 && <p className="palette-none text-3">No command has these words.</p>}
      </dialog>
    </div>,
    document.body,
  );
}
