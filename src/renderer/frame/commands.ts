/** What can be commanded by name: rooms and questions anywhere, and what the room that is shown adds. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { goTo } from './navigation.ts';
import { railRooms } from './Rail.tsx';
import { useRoomCommands, type Command } from './roomCommands.ts';

const everywhere: readonly Command[] = [
  ...railRooms.map(({ room, label }, index) => ({
    label: `Go to ${label}`,
    remark: `Ctrl+${index + 1}`,
    run: () => goTo({ room }),
  })),
  { label: 'Go to Settings', remark: 'Ctrl+,', run: () => goTo({ room: 'settings' }) },
  { label: 'Show the machine', remark: 'Monitor', run: () => goTo({ room: 'monitor', view: 'machine' }) },
  { label: 'Show the processes', remark: 'Monitor', run: () => goTo({ room: 'monitor', view: 'processes' }) },
  ...catalogue.map(({ id, question }) => ({
    label: question,
    remark: id,
    run: () => goTo({ room: 'lab', experiment: id, form: true as const }),
  })),
];

/** Those of the room first; `text`: words that all have to be in the label or the remark. */
export function commandsFor(text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/);
  return [...useRoomCommands.getState().commands, ...everywhere].filter(({ label, remark = '' }) => {
    const whole = `${label} ${remark}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}
