/** Asked before a kept run starts a program again: the record may come from another machine, or from somebody else. */
import { Dialog } from '../controls/Dialog.tsx';
import { startedRows } from '../result/OwnProgram.tsx';
import { useRuns } from './runsStore.ts';

export function StartAgainDialog() {
  const asked = useRuns((state) => state.asked);
  if (asked === null) return null;
  return (
    <Dialog
      title="Start this program on this machine?"
      width={520}
      facts={startedRows(asked.request)}
      action={{ label: 'Start the program', onPick: () => asked.answer(true) }}
      onClose={() => {
        useRuns.setState({ asked: null });
        // The dialog closes before its action: the first answer counts, and that of the button comes first.
        queueMicrotask(() => asked.answer(false));
      }}
    >
      It runs with your rights, as if you had started it yourself.
    </Dialog>
  );
}
