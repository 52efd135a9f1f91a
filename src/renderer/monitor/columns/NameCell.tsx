/** Name, then what was asked of it: chips for a row that is new and for a run of the Lab, the arguments in the third grey. */
import { formatCount } from '../../../shared/units/number.ts';
import { Chip } from '../../controls/Chip.tsx';
import { Icon } from '../../controls/Icon.tsx';
import { Reason } from '../../controls/Reason.tsx';
import { displayText } from '../../table/displayText.ts';
import { textAt } from '../rows/passRows.ts';
import { turnBranch } from '../keptOrder.ts';
import type { ProcessRow } from '../store.ts';

/** How the Lab's runner names itself. */
const LAB_NAME = 'threadlab-run';

/** The arguments where the command begins with the process's own name, else the whole command line. */
export function argumentsOf(name: string, commandLine: string | null): string {
  if (commandLine === null) return '';
  const [program = '', ...rest] = commandLine.trim().split(' ');
  const file = program.slice(program.lastIndexOf('/') + 1);
  // Linux keeps 15 bytes of a name; a title such as "nginx: worker" ends its first word with a colon.
  return file !== '' && (file.startsWith(name) || file === `${name}:`) ? rest.join(' ') : commandLine;
}

export function NameCell({ row }: { row: ProcessRow }) {
  const { branch } = row;
  return branch === undefined ? (
    <Name row={row} />
  ) : (
    <span className="tree-name" style={{ paddingLeft: (branch.level - 1) * INDENT }}>
      {branch.isOpen === null ? (
        <span className="tree-leaf" />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={`tree-twist${branch.isOpen ? ' tree-twist-open' : ''}`}
          aria-label={branch.isOpen ? 'Close the branch' : 'Open the branch'}
          onClick={(event) => {
            event.stopPropagation();
            turnBranch(row.key);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon name="right" size={12} />
        </button>
      )}
      <Name row={row} />
    </span>
  );
}

/** Pixels that a level stands to the right of the one above. */
const INDENT = 16;

function Name({ row }: { row: ProcessRow }) {
  const { branch } = row;
  const name = textAt(row, 'name');
  if (name === null) return <Reason reason={null} />;
  const commandLine = textAt(row, 'commandLine');
  const rest = displayText(argumentsOf(name, commandLine));
  return (
    <span data-tip={commandLine === null ? undefined : displayText(commandLine)}>
      {name === '' ? <span className="reason">without a name</span> : <bdi className="name">{displayText(name)}</bdi>}
      {name === LAB_NAME && (
        <Chip inRow tone="accent">
          Lab
        </Chip>
      )}
      {row.status === 'new' && <Chip inRow>new</Chip>}
      {branch?.isSum === true && (
        <Chip inRow tip={`Sums of ${formatCount(branch.size)} ${branch.size === 1 ? 'process' : 'processes'}.`}>
          Σ {formatCount(branch.size)}
        </Chip>
      )}
      {rest !== '' && <bdi className="name-rest">{rest}</bdi>}
    </span>
  );
}
