/** A pattern as a non-deterministic machine (Thompson 1968): steps that consume a character, fork, or look at their place. */
import type { CharSet } from './charSet.ts';
import type { Assertion, PatternNode } from './parsePattern.ts';

export type Step =
  | { kind: 'set'; set: CharSet; next: number }
  | { kind: 'fork'; next: number[] }
  | { kind: 'assertion'; of: Assertion; next: number }
  | { kind: 'found' };

export interface Program {
  steps: readonly Step[];
  start: number;
}

/** Built from the end: each part is given the step that follows it. Counted repetitions are written out. */
export function compileProgram(root: PatternNode): Program {
  const steps: Step[] = [];
  const add = (step: Step): number => steps.push(step) - 1;

  const emit = (node: PatternNode, next: number): number => {
    switch (node.kind) {
      case 'set':
        return add({ kind: 'set', set: node.set, next });
      case 'assertion':
        return add({ kind: 'assertion', of: node.of, next });
      case 'sequence':
        return node.parts.reduceRight((following, part) => emit(part, following), next);
      case 'choice':
        return add({ kind: 'fork', next: node.parts.map((part) => emit(part, next)) });
      case 'repeat': {
        let entry = next;
        if (node.max === null) {
          const fork: Step = { kind: 'fork', next: [next] };
          entry = add(fork);
          fork.next.push(emit(node.part, entry));
        } else {
          for (let i = node.min; i < node.max; i += 1) {
            entry = add({ kind: 'fork', next: [emit(node.part, entry), next] });
          }
        }
        for (let i = 0; i < node.min; i += 1) entry = emit(node.part, entry);
        return entry;
      }
    }
  };

  const found = add({ kind: 'found' });
  return { start: emit(root, found), steps };
}
