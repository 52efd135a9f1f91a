/** Saves one of the charts that stand together as a figure: text as text, or pixels. */
import { ThreadlabError } from '../../shared/errors.ts';
import type { HistoryFigure } from '../../shared/monitor/historyFigure.ts';
import { backend } from '../connection/backend.ts';
import { Icon } from '../controls/Icon.tsx';
import { Menu, type MenuItem } from '../controls/Menu.tsx';
import { showToast } from '../controls/toastStore.ts';
import { saveFile } from '../result/saveFile.ts';
import type { HistoryChartKind } from './historyFigure.ts';

export interface SaveChartMenuProps<Name extends string> {
  charts: readonly HistoryChartKind<Name>[];
  /** Asked when one is saved; null before the first reading. */
  figureOf: (chart: HistoryChartKind<Name>) => HistoryFigure | null;
}

export function SaveChartMenu<Name extends string>({ charts, figureOf }: SaveChartMenuProps<Name>) {
  const items = charts.flatMap((chart) =>
    (['svg', 'png'] as const).map((format): MenuItem => ({
      kind: 'action',
      label: chart.title,
      remark: format.toUpperCase(),
      onPick() {
        const figure = figureOf(chart);
        if (figure !== null) void save(figure, format);
      },
    })),
  );
  return (
    <Menu label="Save a chart" items={items} button={{ variant: 'quiet', small: true }}>
      Save a chart <Icon name="down" />
    </Menu>
  );
}

async function save(figure: HistoryFigure, format: 'svg' | 'png'): Promise<void> {
  try {
    saveFile(await backend.call('monitor.figure', { figure, format }));
  } catch (error) {
    if (!(error instanceof ThreadlabError)) throw error;
    showToast({ tone: 'bad', text: `Nothing was saved. ${error.message}` });
  }
}
