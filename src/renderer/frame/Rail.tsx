/** The rooms at the left edge: icon over label, Settings at the bottom, a dot on Lab while a run is on. */
import { Icon, type IconName } from '../controls/Icon.tsx';
import { goTo, useNavigation, type RoomName } from './navigation.ts';

export const railRooms = [
  { room: 'monitor', label: 'Monitor' },
  { room: 'lab', label: 'Lab' },
  { room: 'runs', label: 'Runs' },
  { room: 'guide', label: 'Guide' },
] as const satisfies readonly { room: RoomName & IconName; label: string }[];

/** `running`: a run of the Lab is on. */
export function Rail({ running }: { running: boolean }) {
  const here = useNavigation((state) => state.place.room);
  const entry = (room: RoomName, label: string, key: string) => (
    <button
      key={room}
      type="button"
      className="rail-room"
      aria-current={here === room ? 'page' : undefined}
      data-tip={`${label} (${key})`}
      onClick={() => goTo({ room })}
    >
      <Icon name={room} size={18} />
      {label}
      {room === 'lab' && running && (
        <span className="rail-dot">
          <span className="visually-hidden">, a run is on</span>
        </span>
      )}
    </button>
  );
  return (
    <nav className="rail" aria-label="Rooms" data-pane tabIndex={-1}>
      <svg className="rail-logo" viewBox="0 0 26 26" fill="none" aria-hidden="true">
        <rect width="26" height="26" rx="6" fill="var(--text)" />
        <path
          d="M5 9h5.5M14 9h7M5 13h3M11 13h10M5 17h8.5M17 17h4"
          stroke="var(--bg)"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      {railRooms.map(({ room, label }, index) => entry(room, label, `Ctrl+${index + 1}`))}
      <span className="spring" />
      {entry('settings', 'Settings', 'Ctrl+,')}
    </nav>
  );
}
