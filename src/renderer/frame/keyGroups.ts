/** Every key of this version, once: the list behind `?` reads it. Single letters act while the table has the focus. */
export interface KeyGroup {
  title: string;
  keys: readonly (readonly [keys: string, action: string])[];
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl+K', 'Commands by name'],
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
      ['Enter', 'Sort by the heading; open the details of a row'],
      ['Shift+↑ ↓, Ctrl+A', 'Select several rows; all of them'],
      ['Ctrl+↑ ↓, Space', 'Move without selecting; put a row to the others or take it away'],
      ['Menu, Shift+F10', 'Actions on the selected rows'],
      ['K, F9', 'Send a signal: terminate, kill, any other'],
      ['F7 F8', 'Lower or raise the nice value'],
      ['A', 'Choose the CPUs it may run on'],
      ['Ctrl+C', 'Copy the selected rows as text'],
      ['O', 'Where the number under the cursor comes from'],
      ['P M T I', 'Sort by CPU, memory, CPU time, PID'],
      ['u', 'Only the rows of the selected row’s user; again for all'],
      ['t H', 'Tree and back; threads of all processes and back'],
      ['← → + −', 'On the name: close and open a branch'],
      ['C', 'Choose columns'],
      ['On a heading: Shift+← →, Backspace', 'Width; its own width again'],
      ['On a heading: Ctrl+← →', 'Move the column'],
      ['Z', 'Freeze the values; again to let them go on'],
      ['Ctrl (held)', 'Hold the order'],
    ],
  },
  {
    title: 'Charts of the Monitor',
    keys: [
      ['← →', 'Read one reading after the other; with Shift ten at a time'],
      ['Home End', 'The oldest and the newest reading'],
    ],
  },
  {
    title: 'Lanes of threads',
    keys: [
      ['Shift+← →', 'Read a lane sample by sample'],
      ['Ctrl+Shift+← →', 'Second by second'],
      ['Z', 'Freeze; again to let the lanes go on'],
    ],
  },
  {
    title: 'Lab',
    keys: [
      ['↑ ↓ Enter', 'Move between questions, open one'],
      ['R', 'Run what the form asks, or a question of the catalogue with the preset; run again after a result'],
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
