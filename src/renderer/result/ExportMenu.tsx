/**
 * What can be taken out of a run: its charts as figures, the data as a table or as the record itself; what a person started only when
 * they ask for it.
 */
import type { Ref } from 'react';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { experimentOf } from '../../shared/runs/chartAxes.ts';
import { exportFormats, type ExportChoice } from '../../shared/runs/contract.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { resultCharts } from '../../shared/runs/resultCharts.ts';
import { Icon } from '../controls/Icon.tsx';
import { Menu, type MenuItem } from '../controls/Menu.tsx';

export interface ExportMenuProps {
  /** null until it is read: its further charts are offered then. */
  record: RunRecord | null;
  onExport: (choice: ExportChoice) => void;
  /** The one filled button of the screen, or a plain one. */
  primary?: boolean;
  ref?: Ref<HTMLDivElement>;
}

export function ExportMenu({ record, onExport, primary = false, ref }: ExportMenuProps) {
  const item = (label: string, remark: string, choice: ExportChoice): MenuItem => ({
    kind: 'action',
    label,
    remark,
    onPick: () => onExport(choice),
  });
  const others = record === null ? [] : resultCharts(record).slice(1);
  const further = others.flatMap(({ name, title }) =>
    (['svg', 'png'] as const).map((format) => item(title, format.toUpperCase(), { format, chart: name })),
  );
  const isOwnCode = record !== null && startsOwnCode(experimentOf(record));
  const withCommand = isOwnCode
    ? exportFormats.map((format) => item(format.toUpperCase(), 'nothing left out', { format, commandLines: true }))
    : [];
  return (
    <div ref={ref}>
      <Menu
        label="Export"
        button={{ variant: primary ? 'primary' : 'outlined' }}
        items={[
          { kind: 'heading', label: 'The main chart' },
          item('SVG', 'text stays text', { format: 'svg' }),
          item('PNG', '300 dpi', { format: 'png' }),
          { kind: 'line' },
          { kind: 'heading', label: 'The data' },
          item('CSV', 'one tidy table', { format: 'csv' }),
          item('JSON', 'threadlab.run/1', { format: 'json' }),
          ...section('Other charts', further),
          ...section('With what was started', withCommand),
        ]}
      >
        Export <Icon name="down" />
      </Menu>
    </div>
  );
}

function section(label: string, items: readonly MenuItem[]): MenuItem[] {
  return items.length === 0 ? [] : [{ kind: 'line' }, { kind: 'heading', label }, ...items];
}
