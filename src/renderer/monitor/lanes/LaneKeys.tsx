/** Which colour and height stands for which CPU, as far as colours go. */
import { useMonitor } from '../store.ts';
import { cpuToken } from './lanePaint.ts';

const MOST = 8;

export function LaneKeys() {
  const cpus = useMonitor((state) => state.snapshot?.machine.cpus);
  if (cpus === undefined) return null;
  return (
    <>
      {cpus.slice(0, MOST).map(({ id }) => (
        <span key={id} className="key">
          <i className="swatch" style={{ background: `var(${cpuToken(id)})` }} />
          CPU {id}
        </span>
      ))}
      {cpus.length > MOST && <span className="key">and so on, upwards</span>}
    </>
  );
}
