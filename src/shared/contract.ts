/** The whole contract between a window (or the command line) and the backend, a room each. */
import { z } from 'zod';
import { labContract } from './lab/contract.ts';
import { monitorContract } from './monitor/contract.ts';
import { procedure } from './rpc/contract.ts';
import { runsContract } from './runs/contract.ts';
import { settingsContract } from './settings.ts';

const appContract = {
  about: procedure({
    input: z.object({}),
    output: z.object({
      version: z.string(),
      shell: z.enum(['electron', 'serve', 'cli']),
      readOnly: z.boolean(),
      dataFolder: z.string(),
      pid: z.int(),
      node: z.string(),
    }),
  }),
} as const;

export const contract = {
  app: appContract,
  monitor: monitorContract,
  lab: labContract,
  runs: runsContract,
  settings: settingsContract,
} as const;
export type ThreadlabContract = typeof contract;
