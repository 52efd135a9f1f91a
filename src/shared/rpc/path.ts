/** Names of a contract's procedures and subscriptions as both ends say them, `room.name`, and the types behind a name. */
import type { z } from 'zod';
import type { Contract, Handlers, Procedure, Subscription } from './contract.ts';

type PathsOf<C extends Contract, Kind> = {
  [Room in keyof C & string]: {
    [Name in keyof C[Room] & string]: C[Room][Name] extends Kind ? `${Room}.${Name}` : never;
  }[keyof C[Room] & string];
}[keyof C & string];

export type ProcedurePath<C extends Contract> = PathsOf<C, Procedure>;
export type SubscriptionPath<C extends Contract> = PathsOf<C, Subscription>;

type At<C extends Contract, Path extends string> = Path extends `${infer Room}.${infer Name}`
  ? Room extends keyof C
    ? Name extends keyof C[Room]
      ? C[Room][Name]
      : never
    : never
  : never;

/** What the caller gives. */
export type InputAt<C extends Contract, Path extends string> =
  At<C, Path> extends Procedure<infer Input> | Subscription<infer Input> ? z.input<Input> : never;

export type OutputAt<C extends Contract, Path extends string> =
  At<C, Path> extends Procedure<z.ZodType, infer Output> ? z.output<Output> : never;

export type ItemAt<C extends Contract, Path extends string> =
  At<C, Path> extends Subscription<z.ZodType, infer Item>
    ? Item extends z.ZodType
      ? z.output<Item>
      : Uint8Array
    : never;

/** The handlers of every room of a contract. */
export type ContractHandlers<C extends Contract> = { [Room in keyof C]: Handlers<C[Room]> };

/** The procedure or subscription that `path` names; undefined for any other text. */
export function findAt(contract: Contract, path: string): Procedure | Subscription | undefined {
  const [room, name, ...rest] = path.split('.');
  if (room === undefined || name === undefined || rest.length > 0 || !Object.hasOwn(contract, room)) return undefined;
  const roomContract = contract[room];
  return roomContract !== undefined && Object.hasOwn(roomContract, name) ? roomContract[name] : undefined;
}
