/** What can be taken out of a run: its charts as figures, the data as a table or as the record itself. */
import type { Ref } from 'react';
import type { ExportFormat } from '../../shared/runs/contract.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { resultCharts } from '../../shared/runs/resultCharts.ts';
import { Icon } from '../controls/Icon.tsx';
import { Menu, type MenuItem } from '../controls/Menu.tsx';

export interface ExportMenuProps {
  /** null until it is read: its further charts are offered then. */
  record: RunRecord | null;
  /** `chart`: its name; the main one without. */
  onExport: (format: ExportFormat, chart?: string) => void;
  /** The one filled button of the screen, or a plain one. */
  primary?: boolean;
  ref?: Ref<HTMLDivElement>;
}

export function ExportMenu({ record, onExport, primary = false, ref }: ExportMenuProps) {
  const whole = (format: ExportFormat, remark: string): MenuItem => ({
    kind: 'action',
    label: format.toUpperCase(),
    remark,
    onPick: () => onExport(format),
  });
  const others = record === null ? [] : resultCharts(record).slice(1);
  const further = others.flatMap(({ name, title }) =>
    (['svg', 'png'] as const).map((format): MenuItem => ({
      kind: 'action',
      label: title,
      remark: format.toUpperCase(),
      onPick: () => onExport(format, name),
    })),
  );
  return (
    <div ref={ref}>
      <Menu
        label="Export"
        button={{ variant: primary ? 'primary' : 'outlined' }}
        items={[
          { kind: 'heading', label: 'The main chart' },
          whole('svg', 'text stays text'),
          whole('png', '300 dpi'),
          { kind: 'line' },
          { kind: 'heading', label: 'The data' },
          whole('csv', 'one tidy table'),
          whole('json', 'threadlab.run/1'),
          ...(further.length === 0
            ? []
            : [{ kind: 'line' } as const, { kind: 'heading', label: 'Other charts' } as const, ...further]),
        ]}
      >
        Export <Icon name="down" />
      </Menu>
    </div>
  );
}
