/** Every key of this version, once: the list behind `?` reads it. Single letters act while the table has the focus. */
export interface KeyGroup {
  title: string;
  keys: readonly (readonly [keys: string, action: string])[];
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl+1 … Ctrl+4', 'Monitor, Lab, Runs, Guide'],
      ['Ctrl+,', 'Settings'],
      ['/', 'Filter'],
      ['F6', 'Next pane'],
      ['Ctrl+Z', 'Undo what a message offers to undo'],
      ['Esc', 'Close or clear'],
      ['?', 'This list'],
    ],
  },
  {
    title: 'Process table',
    keys: [
      ['↑ ↓ Home End Page', 'Move between rows'],
      ['← →', 'Move between columns'],
      ['Enter', 'Sort by the heading; open the threads of a row'],
      ['P M T I', 'Sort by CPU, memory, CPU time, PID'],
      ['C', 'Choose columns'],
      ['Z', 'Freeze the values; again to let them go on'],
      ['Ctrl (held)', 'Hold the order'],
    ],
  },
  {
    title: 'Lab',
    keys: [
      ['↑ ↓ Enter', 'Move between questions, open one'],
      ['R', 'Run what the form asks; run again after a result'],
      ['M', 'See the running experiment in the Monitor'],
      ['E', 'Export a result'],
      ['Esc', 'Back to the catalogue; asks before it cancels a run'],
    ],
  },
  {
    title: 'Runs',
    keys: [
      ['↑ ↓ Home End Page', 'Select a run'],
      ['Enter, Space', 'Read its chart'],
      ['F2', 'Rename'],
      ['E', 'Export'],
      ['R', 'Run again'],
      ['Del', 'Delete, with undo'],
    ],
  },
  {
    title: 'Charts',
    keys: [
      ['← →', 'Read the values, one place after the other'],
      ['Enter', 'Open the data as a table; again to go back'],
    ],
  },
];
