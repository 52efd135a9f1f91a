/** What a process has open, with the other ends of its pipes and connections. */
import type { OpenFile, ProcessDetails, SocketFacts } from '../../../shared/monitor/details.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { Button } from '../../controls/Button.tsx';
import { displayText } from '../../table/displayText.ts';
import { PartView } from './PartView.tsx';
import { ProcessLink } from './ProcessLink.tsx';

export interface FilesTabProps {
  details: ProcessDetails;
  peers: boolean;
  onPeers: () => void;
}

const accessWords = { read: 'read', write: 'write', both: 'read and write' } as const;

export function FilesTab({ details: { files }, peers, onPeers }: FilesTabProps) {
  return (
    <PartView part={files}>
      {({ entries, total }) => (
        <>
          <div className="detail-tools">
            <span>
              <b>{formatCount(total)}</b> open
              {total > entries.length && `, the first ${formatCount(entries.length)} are shown`}
            </span>
            <span className="spring" />
            <Button
              small
              reason={peers ? 'The other ends that were found stand beside them.' : undefined}
              data-tip="Looks through the descriptors of all processes, which takes longer."
              onClick={onPeers}
            >
              Find the other ends
            </Button>
          </div>
          {entries.length === 0 ? (
            <p className="pane-note text-3">It has nothing open.</p>
          ) : (
            <table className="detail-table">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    FD
                  </th>
                  <th scope="col">Kind</th>
                  <th scope="col">Access</th>
                  <th scope="col">What</th>
                  <th scope="col">Other end</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.fd}>
                    <td className="number">{entry.fd}</td>
                    <td>{entry.kind}</td>
                    <td>{entry.access === null ? '–' : accessWords[entry.access]}</td>
                    <td className="mono">{displayText(whatWords(entry))}</td>
                    <td>
                      <OtherEnd entry={entry} peers={peers} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </PartView>
  );
}

function OtherEnd({ entry, peers }: { entry: OpenFile; peers: boolean }) {
  if (entry.peers.length > 0) {
    return (
      <span className="link-list">
        {entry.peers.map((peer) => (
          <ProcessLink key={`${peer.pid} ${peer.startTicks}`} process={peer} />
        ))}
      </span>
    );
  }
  const has = entry.kind === 'pipe' || (entry.socket !== null && entry.socket.remote !== null);
  return <span className="text-3">{!has ? '' : peers ? 'none found on this machine' : '–'}</span>;
}

function whatWords({ target, socket }: OpenFile): string {
  return socket === null ? target : socketWords(socket);
}

/** "tcp 127.0.0.1:8080 to 127.0.0.1:51234, established". */
export function socketWords({ protocol, local, remote, state }: SocketFacts): string {
  const ends = [local ?? 'without a name', remote === null ? null : `to ${remote}`].filter((end) => end !== null);
  return `${protocol} ${ends.join(' ')}${state === null ? '' : `, ${state}`}`;
}
