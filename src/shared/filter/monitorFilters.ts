/** The filters of the Monitor: every column can be asked about, under its own name or a shorter one. */
import { processFieldNames, processFields, type ProcessField } from '../monitor/processFields.ts';
import { threadFieldNames, threadFields, type ThreadField } from '../monitor/threadFields.ts';
import { filterTable } from './filterTable.ts';

export const processFilterTable = filterTable<ProcessField>({
  names: processFieldNames,
  fields: processFields,
  searched: ['name', 'commandLine', 'user', 'pid'],
  aliases: {
    rss: 'residentBytes',
    virtual: 'virtualBytes',
    swap: 'swapBytes',
    pss: 'proportionalBytes',
    uss: 'uniqueBytes',
    fds: 'openDescriptors',
    oom: 'outOfMemoryScore',
    tty: 'terminal',
    sid: 'session',
    wchan: 'waitChannel',
    read: 'readBytes',
    write: 'writeBytes',
    queue: 'runQueueDelay',
    voluntary: 'voluntarySwitches',
    involuntary: 'involuntarySwitches',
    command: 'commandLine',
    parent: 'parentPid',
    ppid: 'parentPid',
    start: 'startTime',
  },
});

export const threadFilterTable = filterTable<ThreadField>({
  names: threadFieldNames,
  fields: threadFields,
  searched: ['name', 'processName', 'pid', 'tid'],
  aliases: {
    process: 'processName',
    read: 'readBytes',
    write: 'writeBytes',
    queue: 'runQueueDelay',
    voluntary: 'voluntarySwitches',
    involuntary: 'involuntarySwitches',
    wchan: 'waitChannel',
    start: 'startTime',
  },
});
