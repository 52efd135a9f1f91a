/** Asked before a run that is on is cancelled: what was not measured then never will be. */
import { Dialog } from '../controls/Dialog.tsx';
import { countWords } from '../result/series.ts';
import type { KnownRun } from './knownRun.ts';
import { cancelRun } from './labActions.ts';

export function CancelRunDialog({ run, onClose }: { run: KnownRun; onClose: () => void }) {
  return (
    <Dialog
      title="Cancel this run?"
      facts={[
        ['Experiment', run.experiment],
        ['Measured', `${countWords(run.done, 'repeats')} of ${run.plan.order.length}`],
      ]}
      cancelLabel="Let it run"
      action={{ label: 'Cancel the run', destructive: true, onPick: () => void cancelRun(run.id) }}
      onClose={onClose}
    >
      What was measured is kept. The rest is not measured.
    </Dialog>
  );
}
