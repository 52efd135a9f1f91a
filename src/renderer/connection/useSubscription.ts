/** Follows one state of the backend for as long as a component is shown. A room with its own store subscribes there instead. */
import { useEffect, useRef, useState } from 'react';
import type { ThreadlabContract } from '../../shared/contract.ts';
import type { ThreadlabError } from '../../shared/errors.ts';
import type { OpenSubscription } from '../../shared/rpc/client.ts';
import type { InputAt, ItemAt, SubscriptionPath } from '../../shared/rpc/path.ts';
import { backend } from './backend.ts';

export interface Followed<Item> {
  /** undefined until the first has come; the last one stays while the connection is lost. */
  item: Item | undefined;
  /** Why it ended; null while it goes on. */
  error: ThreadlabError | null;
}

/** An `input` of the same JSON is the same input; another one is asked for on the subscription that is open. */
export function useSubscription<P extends SubscriptionPath<ThreadlabContract>>(
  path: P,
  input: InputAt<ThreadlabContract, P>,
): Followed<ItemAt<ThreadlabContract, P>> {
  const [followed, setFollowed] = useState<Followed<ItemAt<ThreadlabContract, P>>>({ item: undefined, error: null });
  const wanted = useRef(input);
  const open = useRef<OpenSubscription<InputAt<ThreadlabContract, P>> | null>(null);
  const asked = useRef('');
  const text = JSON.stringify(input);

  useEffect(() => {
    wanted.current = input;
    if (asked.current === text) return;
    asked.current = text;
    open.current?.update(input);
  }, [input, text]);

  useEffect(() => {
    const subscription = backend.subscribe(path, wanted.current, {
      onItem: (item) => setFollowed({ item, error: null }),
      onError: (error) => setFollowed((before) => ({ ...before, error })),
    });
    open.current = subscription;
    return () => {
      open.current = null;
      subscription.close();
    };
  }, [path]);

  return followed;
}
