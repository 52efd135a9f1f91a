/** What can be taken out of a run: the chart as a figure, the data as a table or as the record itself. */
import type { Ref } from 'react';
import type { ExportFormat } from '../../shared/runs/contract.ts';
import { Icon } from '../controls/Icon.tsx';
import { Menu, type MenuItem } from '../controls/Menu.tsx';

const items: readonly ({ heading: string } | { format: ExportFormat; remark: string } | 'line')[] = [
  { heading: 'This chart' },
  { format: 'svg', remark: 'text stays text' },
  { format: 'png', remark: '300 dpi' },
  'line',
  { heading: 'The data' },
  { format: 'csv', remark: 'one tidy table' },
  { format: 'json', remark: 'threadlab.run/1' },
];

export interface ExportMenuProps {
  onExport: (format: ExportFormat) => void;
  /** The one filled button of the screen, or a plain one. */
  primary?: boolean;
  ref?: Ref<HTMLDivElement>;
}

export function ExportMenu({ onExport, primary = false, ref }: ExportMenuProps) {
  return (
    <div ref={ref}>
      <Menu
        label="Export"
        button={{ variant: primary ? 'primary' : 'outlined' }}
        items={items.map((item): MenuItem => {
          if (item === 'line') return { kind: 'line' };
          if ('heading' in item) return { kind: 'heading', label: item.heading };
          return {
            kind: 'action',
            label: item.format.toUpperCase(),
            remark: item.remark,
            onPick: () => onExport(item.format),
          };
        })}
      >
        Export <Icon name="down" />
      </Menu>
    </div>
  );
}
