/** The window: rail, the room, the status line, and what lies over every room. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useConnectionState } from './connection/useConnectionState.ts';
import { TooltipHost } from './controls/Tooltip.tsx';
import { showToast } from './controls/toastStore.ts';
import { Toasts } from './controls/Toasts.tsx';
import { CommandPalette } from './frame/CommandPalette.tsx';
import { followSettings, useSettings } from './frame/currentSettings.ts';
import { GuideRoom } from './frame/GuideRoom.tsx';
import { KeyList } from './frame/KeyList.tsx';
import { LostBanner } from './frame/LostBanner.tsx';
import { useNavigation, type RoomName } from './frame/navigation.ts';
import { Rail } from './frame/Rail.tsx';
import { RoomBoundary } from './frame/RoomBoundary.tsx';
import { WithStatusLine } from './frame/StatusLine.tsx';
import { useGlobalKeys } from './frame/useGlobalKeys.ts';
import { useLabRunning } from './lab/useLabRunning.ts';
import { MonitorRoom } from './monitor/MonitorRoom.tsx';
import { SettingsRoom } from './settings/SettingsRoom.tsx';
import { useTheme } from './theme/theme.ts';

const LabRoom = lazy(async () => ({ default: (await import('./lab/LabRoom.tsx')).LabRoom }));
const RunsRoom = lazy(async () => ({ default: (await import('./runs/RunsRoom.tsx')).RunsRoom }));

const rooms = {
  monitor: { title: 'Monitor', Room: MonitorRoom },
  lab: { title: 'Lab', Room: LabRoom },
  runs: { title: 'Runs', Room: RunsRoom },
  guide: { title: 'Guide', Room: GuideRoom },
  settings: { title: 'Settings', Room: SettingsRoom },
} as const satisfies Record<RoomName, { title: string; Room: React.ComponentType }>;

export function App() {
  const { theme, density } = useSettings((state) => state.settings);
  const here = useNavigation((state) => state.place.room);
  const connection = useConnectionState();
  const running = useLabRunning();
  const [keyList, setKeyList] = useState(false);
  const [commands, setCommands] = useState(false);
  useTheme(theme, density);
  useGlobalKeys({ onKeyList: () => setKeyList(true), onCommands: () => setCommands(true) });
  useEffect(() => followSettings((text) => showToast({ tone: 'bad', text })), []);

  const { title, Room } = rooms[here];
  useEffect(() => {
    document.title = `${title} – Threadlab`;
  }, [title]);

  return (
    <div className="frame">
      <Rail running={running} />
      <div className="frame-main">
        <WithStatusLine
          always={
            <>
              <button type="button" className="status-keys" onClick={() => setKeyList(true)}>
                <kbd>?</kbd> keys
              </button>
              <TooltipHost />
            </>
          }
        >
          <LostBanner state={connection} />
          <RoomBoundary key={here} room={title}>
            <Suspense fallback={<main className="room" aria-busy="true" aria-label={title} />}>
              <Room />
            </Suspense>
          </RoomBoundary>
        </WithStatusLine>
      </div>
      <Toasts />
      {commands && <CommandPalette onClose={() => setCommands(false)} />}
      {keyList && <KeyList onClose={() => setKeyList(false)} />}
    </div>
  );
}
