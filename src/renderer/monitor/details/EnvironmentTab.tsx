/** The environment that a process was started with, masked until it is asked for: passwords and keys lie in it. */
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import { escapeInvisible } from '../../../shared/text/hostileText.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { Segmented } from '../../controls/Segmented.tsx';
import { PartView } from './PartView.tsx';
import type { DetailsAsked } from './useDetails.ts';

export interface EnvironmentTabProps {
  details: ProcessDetails;
  shown: DetailsAsked['environment'];
  onShow: (shown: DetailsAsked['environment']) => void;
}

export function EnvironmentTab({ details: { environment }, shown, onShow }: EnvironmentTabProps) {
  return (
    <PartView part={environment}>
      {({ variables, isCut }) => (
        <>
          <div className="detail-tools">
            <span>
              <b>{formatCount(variables.length)}</b> {variables.length === 1 ? 'variable' : 'variables'}
              {isCut && ', and more that are cut off'}, as it was started
            </span>
            <span className="spring" />
            <Segmented
              label="What is shown of the environment"
              choices={[
                { value: 'count', label: 'Count' },
                { value: 'names', label: 'Names' },
                { value: 'values', label: 'Values' },
              ]}
              value={shown}
              onChange={onShow}
            />
          </div>
          {shown === 'count' ? (
            <p className="pane-note text-3">
              Masked: the values may hold passwords and keys. They are read only when they are asked for.
            </p>
          ) : (
            <table className="detail-table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Value</th>
                </tr>
              </thead>
              <tbody>
                {variables.map(({ name, value }, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- names may stand twice, and their order is all they have
                  <tr key={index}>
                    <td className="mono">{name === null ? '–' : escapeInvisible(name)}</td>
                    <td className="mono">
                      {value === null ? <span className="text-3">masked</span> : escapeInvisible(value)}
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
