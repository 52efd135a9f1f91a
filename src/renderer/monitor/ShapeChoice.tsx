/** Flat, tree, grouped, threads: the shape of the table, kept in the settings; and what the processes of a group share. */
import { settingsSchema } from '../../shared/settings.ts';
import { Menu, type MenuItem } from '../controls/Menu.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import type { GroupBy, Shape } from './shapes/shapes.ts';
import { rest } from './store.ts';
import { keep } from './columns/tableLayout.ts';

const shapeWords: Readonly<Record<Shape, string>> = {
  flat: 'Flat',
  tree: 'Tree',
  grouped: 'Grouped',
  threads: 'Threads',
};
const groupWords: Readonly<Record<GroupBy, string>> = {
  name: 'By name',
  user: 'By user',
  cgroup: 'By cgroup',
  container: 'By container',
  unit: 'By unit',
};
const shapes = settingsSchema.shape.processShape.options;
const groups = settingsSchema.shape.processGroups.options;

export function ShapeChoice() {
  const shape = useSettings((state) => state.settings.processShape);
  const groupBy = useSettings((state) => state.settings.processGroups);
  const onOpenChange = (open: boolean) => rest('menu', open);
  const groupItems = groups.map((value): MenuItem => ({
    kind: 'action',
    label: groupWords[value],
    checked: shape === 'grouped' && value === groupBy,
    onPick: () => keep({ processShape: 'grouped', processGroups: value }),
  }));
  const now = shape === 'grouped' ? groupWords[groupBy] : shapeWords[shape];
  return (
    <>
      <div className="shape-wide">
        <Segmented
          label="Shape"
          choices={shapes.map((value) => ({ value, label: shapeWords[value] }))}
          value={shape}
          onChange={(next) => keep({ processShape: next })}
        />
      </div>
      <div className="shape-narrow">
        <Menu
          label={`Shape: ${now}`}
          button={{ variant: 'outlined' }}
          onOpenChange={onOpenChange}
          items={[
            ...shapes.map((value): MenuItem => ({
              kind: 'action',
              label: shapeWords[value],
              checked: value === shape,
              onPick: () => keep({ processShape: value }),
            })),
            { kind: 'line' },
            { kind: 'heading', label: 'Groups' },
            ...groupItems,
          ]}
        >
          {now}
        </Menu>
      </div>
      {shape === 'grouped' && (
        <div className="shape-wide">
          <Menu
            label={`Groups: ${groupWords[groupBy]}`}
            button={{ variant: 'outlined' }}
            onOpenChange={onOpenChange}
            items={groupItems}
          >
            {groupWords[groupBy]}
          </Menu>
        </div>
      )}
    </>
  );
}
