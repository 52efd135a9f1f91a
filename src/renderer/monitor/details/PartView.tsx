/** A part of the details, or the reason why it is not there, in its place. */
import type { ReactNode } from 'react';
import type { Part } from '../../../shared/monitor/part.ts';
import { Reason } from '../../controls/Reason.tsx';

export function PartView<Value>({ part, children }: { part: Part<Value>; children: (value: Value) => ReactNode }) {
  return part.available ? children(part.value) : <Reason reason={part.reason} />;
}
