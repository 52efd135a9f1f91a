/**
 * What a program on Node starts of this file again, as a worker or as a child: parts by the argument that names them. Each is loaded when it is
 * asked for, so that none pays for the others.
 */
export const startedParts = {
  'memory-sharing-other': async () => (await import('./memorySharingOther.ts')).beOther(),
  'pool-worker': async () => (await import('./poolWorker.ts')).beWorker(),
  'context-switch-other': async () => (await import('./contextSwitchOther.ts')).beOther(),
  'ipc-receiver': async () => (await import('./ipcReceiver.ts')).receive(),
  'io-server': async () => (await import('./ioServer.ts')).sendLinesBack(),
  'team-member': async () => (await import('./teamMember.ts')).runTeamMember(),
} satisfies Readonly<Record<string, () => Promise<void>>>;
export type PartName = keyof typeof startedParts;
