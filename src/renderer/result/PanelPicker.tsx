/** Where more was swept than x axis and lines can show, the values of the rest are chosen here. */
import type { Panel } from '../../shared/runs/chartAxes.ts';
import { Menu } from '../controls/Menu.tsx';

export interface PanelPickerProps {
  panels: readonly Panel[];
  picked: number;
  onPick: (index: number) => void;
}

export function PanelPicker({ panels, picked, onPick }: PanelPickerProps) {
  const shown = panels[picked];
  if (panels.length < 2 || shown === undefined) return null;
  return (
    <div className="panel-picker">
      <Menu
        label={`What is shown: ${shown.title}`}
        button={{ small: true, icon: 'down' }}
        items={panels.map((panel, index) => ({
          kind: 'action',
          label: panel.title,
          checked: index === picked,
          onPick: () => onPick(index),
        }))}
      >
        {shown.title}
      </Menu>
      <span className="text-3 small">one of {panels.length}</span>
    </div>
  );
}
