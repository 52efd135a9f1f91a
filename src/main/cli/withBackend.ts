/** A backend in this process for as long as a command needs one. */
import type { ThreadlabContract } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc/client.ts';
import type { ItemAt, InputAt, SubscriptionPath } from '../../shared/rpc/path.ts';
import { createBackend } from '../backend.ts';
import { dataFolder } from '../dataFolder.ts';
import { builtEntries } from '../entries.ts';
import type { Terminal } from './terminal.ts';

export type ThreadlabClient = Client<ThreadlabContract>;

export async function withBackend<T>(terminal: Terminal, act: (client: ThreadlabClient) => Promise<T>): Promise<T> {
  const backend = await createBackend({
    dataFolder: dataFolder(terminal.environment),
    readOnly: false,
    shell: 'cli',
    entries: builtEntries(),
  });
  try {
    return await act(backend.connect());
  } finally {
    await backend.close();
  }
}

/** The first item of a subscription, which is then closed. */
export function firstItem<P extends SubscriptionPath<ThreadlabContract>>(
  client: ThreadlabClient,
  path: P,
  input: InputAt<ThreadlabContract, P>,
): Promise<ItemAt<ThreadlabContract, P>> {
  return new Promise((resolve, reject) => {
    const subscription = client.subscribe(path, input, {
      onItem(item) {
        resolve(item);
        subscription.close();
      },
      onError: reject,
    });
  });
}
