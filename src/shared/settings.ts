/** Every setting, once: its range, unit and help here, its default below. Window, command line and file read this. */
import { z } from 'zod';
import {
  branchChoice,
  columnChoice,
  defaultProcessColumns,
  defaultThreadColumns,
  processColumnNames,
  sortChoice,
  threadColumnNames,
  widthChoice,
} from './monitor/tableColumns.ts';
import { processFieldNames } from './monitor/processFields.ts';
import { threadFieldNames } from './monitor/threadFields.ts';
import { procedure, subscription } from './rpc/contract.ts';

const share = z.number().min(0).max(1);

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).describe('Colours of the window.'),
  density: z.enum(['compact', 'comfortable']).describe('Height of table rows: 24 or 30 pixels.'),
  interval: z.number().min(0.1).max(10).describe('Seconds between two readings of the machine.'),
  cpuScale: z.enum(['core', 'machine']).describe('What 100% means for a process: one core, or the whole machine.'),
  budget: z
    .number()
    .min(0.005)
    .max(1)
    .describe(
      'CPU that reading may cost, as a share of one core. Over it, dear files are read for visible rows only, then the interval grows.',
    ),
  singleKeys: z.boolean().describe('Single letters act while a table or list has the focus.'),
  processShape: z
    .enum(['flat', 'tree', 'grouped', 'threads'])
    .describe('How the Monitor shows processes: each by itself, under its parent, in groups, or as threads.'),
  processGroups: z
    .enum(['name', 'user', 'cgroup', 'container', 'unit'])
    .describe('What the processes of a group have in common.'),
  processColumns: columnChoice(processColumnNames).describe('Columns of the process table, in their order.'),
  processColumnWidths: widthChoice(processColumnNames).describe('Widths of its columns, in pixels.'),
  processSort: sortChoice(processFieldNames).describe('By which column processes are sorted.'),
  processBranches: branchChoice.describe(
    'Branches that were closed in the tree or opened in the groups. Those of processes that have ended are forgotten.',
  ),
  threadColumns: columnChoice(threadColumnNames).describe('Columns of the table of all threads, in their order.'),
  threadColumnWidths: widthChoice(threadColumnNames).describe('Widths of its columns, in pixels.'),
  threadSort: sortChoice(threadFieldNames).describe('By which column the threads of all processes are sorted.'),
  ownThreadSort: sortChoice(threadFieldNames).describe('By which column the threads of one process are sorted.'),
  interpreters: z
    .array(z.string().max(4096).regex(/^\//, 'a path begins with /'))
    .max(32)
    .describe('Paths of Pythons that are not found by themselves, one after the other with a comma between.'),
  gateOthersCpu: share.describe(
    'CPU that neither the run nor Threadlab took, as a share of the CPUs that may be used.',
  ),
  gateSteal: share.describe('CPU that the hypervisor gave to others, as a share of the CPUs that may be used.'),
  gateAppCpu: share.describe(
    'CPU that Threadlab itself took besides the run, as a share of the CPUs that may be used.',
  ),
  gateThrottled: share.describe('Share of the time in which the control group was held back.'),
  gateOverlap: share.describe('Least share of the time in which all threads ran together.'),
  gateClockDrift: share.describe('By how much the clock of the cores was another after the repeat than before.'),
  gateWarmUpDrift: share.describe('By how much the rate still changed when the warm-up ended.'),
});
export type Settings = z.output<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'compact',
  interval: 1,
  cpuScale: 'core',
  budget: 0.05,
  singleKeys: true,
  processShape: 'flat',
  processGroups: 'name',
  processColumns: [...defaultProcessColumns],
  processColumnWidths: {},
  processSort: { field: 'cpu', direction: 'descending' },
  processBranches: [],
  threadColumns: [...defaultThreadColumns],
  threadColumnWidths: {},
  threadSort: { field: 'cpu', direction: 'descending' },
  ownThreadSort: { field: 'cpu', direction: 'descending' },
  interpreters: [],
  gateOthersCpu: 0.05,
  gateSteal: 0.03,
  gateAppCpu: 0.05,
  gateThrottled: 0,
  gateOverlap: 0.95,
  gateClockDrift: 0.03,
  gateWarmUpDrift: 0.25,
};

export const settingsContract = {
  /** The settings in force; `refused` says which kept values could not be read and were replaced by their default. */
  watch: subscription({
    input: z.object({}),
    item: z.object({ settings: settingsSchema, refused: z.array(z.string()) }),
  }),
  change: procedure({
    input: settingsSchema.partial(),
    output: z.object({ settings: settingsSchema }),
    errors: ['badInput', 'noSpace', 'notPermitted', 'readOnly'],
    acts: true,
  }),
} as const;
