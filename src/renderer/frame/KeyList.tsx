/** The list behind `?`. */
import { Dialog } from '../controls/Dialog.tsx';
import { keyGroups } from './keyGroups.ts';

/** A dialog with the keys of this version. */
export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" width={760} cancelLabel="Close" onClose={onClose}>
      <div className="key-list">
        {keyGroups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="facts">
              {group.keys.map(([keys, action]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{action}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
