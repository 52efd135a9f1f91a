import { expectTypeOf, test } from 'vitest';
import type { ThreadlabContract } from '../contract.ts';
import type { RunRecord } from '../runs/record.ts';
import type { Client } from './client.ts';
import type { ItemAt, OutputAt, ProcedurePath, SubscriptionPath } from './path.ts';
import type { TestContract } from './testing/testContract.ts';

test('a client knows what a contract offers and of which types it is', () => {
  expectTypeOf<SubscriptionPath<TestContract>>().toEqualTypeOf<'desk.count' | 'desk.bytes'>();
  expectTypeOf<ProcedurePath<TestContract>>().toEqualTypeOf<
    'desk.add' | 'desk.fail' | 'desk.wait' | 'desk.act' | 'desk.text' | 'desk.table'
  >();
  expectTypeOf<OutputAt<TestContract, 'desk.add'>>().toEqualTypeOf<{ sum: number }>();
  expectTypeOf<ItemAt<TestContract, 'desk.bytes'>>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<OutputAt<ThreadlabContract, 'runs.get'>>().toEqualTypeOf<RunRecord>();
  // @ts-expect-error a subscription is followed, not called
  expectTypeOf((client: Client<TestContract>) => client.call('desk.count', { from: 1 })).toBeFunction();
});
