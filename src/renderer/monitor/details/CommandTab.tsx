/** How a process was started: its arguments one by one, its program and its folders. */
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import { escapeInvisible } from '../../../shared/text/hostileText.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { Button } from '../../controls/Button.tsx';
import { copyText } from '../../controls/copyText.ts';
import { showToast } from '../../controls/toastStore.ts';
import { Facts } from '../../controls/Facts.tsx';
import { PartView } from './PartView.tsx';
import { shellQuoted } from './shellQuoted.ts';

export function CommandTab({ details }: { details: ProcessDetails }) {
  const path = (part: ProcessDetails['program']) => (
    <PartView part={part}>{(value) => <span className="mono">{escapeInvisible(value)}</span>}</PartView>
  );
  return (
    <div className="detail-columns">
      <section>
        <h3>Arguments</h3>
        <PartView part={details.commandLine}>
          {({ arguments: all, isCut }) => (
            <>
              <ol className="argument-list" start={0}>
                {all.map((one, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- an argument is its place
                  <li key={index} className="mono">
                    {one === '' ? <span className="text-3">empty</span> : escapeInvisible(one)}
                  </li>
                ))}
              </ol>
              {isCut && <p className="text-3">There are more, which are cut off.</p>}
              <Button
                small
                onClick={() => {
                  if (copyText(all.map(shellQuoted).join(' ')))
                    showToast({
                      tone: 'none',
                      text: `Copied ${formatCount(all.length)} arguments, quoted for a shell`,
                    });
                }}
              >
                Copy for a shell
              </Button>
            </>
          )}
        </PartView>
      </section>
      <section>
        <h3>Places</h3>
        <Facts
          facts={[
            ['Program', path(details.program)],
            ['Working directory', path(details.workingDirectory)],
            ['Root directory', path(details.rootDirectory)],
          ]}
        />
      </section>
    </div>
  );
}
