import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThreadlabError } from '../errors.ts';
import { processFieldNames } from './processFields.ts';
import { numberAt, textAt } from './snapshot.ts';
import type { Snapshot, SnapshotHeader, Table } from './snapshot.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshotCodec.ts';
import { threadFieldNames } from './threadFields.ts';

const header: SnapshotHeader = {
  sequence: 7,
  takenAt: '2026-10-02T12:00:00.000Z',
  interval: null,
  machine: {
    cpus: [
      {
        id: 0,
        user: 0.25,
        system: 0.25,
        steal: 0,
        ioWait: 0,
        idle: 0.5,
        clock: null,
        throttles: { sinceBoot: 3, now: null },
      },
    ],
    memory: { total: 8, available: 4, free: 2, cached: 2, swapTotal: 0, swapFree: 0, group: { limit: 4, used: 1 } },
    load: [0.5, 0.25, 0.125],
    pressure: { cpu: { some10: 0.01, full10: null }, memory: null, io: null },
    uptime: 12.5,
    processCount: 2,
    threadCount: 3,
    forks: null,
    contextSwitches: null,
    interrupts: 7,
    disks: [{ name: 'sda', readBytes: 1, writeBytes: null, busy: 0.5 }],
    networks: null,
    temperatures: [{ sensor: 'coretemp, Core 0', celsius: 61, limit: null }],
    notSeenCpu: null,
  },
  self: { cpuTime: 0.5, cpu: null, residentBytes: 1, readCount: 2, passTime: 0.001, reduced: 'nothing, "really"' },
  hidden: { permission: 1, vanished: 2, words: null },
  notAvailable: { 'machine.clock': 'no cpufreq' },
};

const anyText = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\ud800', '\0'),
);
const anyNumber = fc.double();

function anyTable<Name extends string>(names: readonly Name[]): fc.Arbitrary<Table<Name>> {
  return fc.record({ rowCount: fc.nat(20), chosen: fc.subarray([...names]) }).chain(({ rowCount, chosen }) => {
    const column = fc.oneof(
      fc.array(anyNumber, { minLength: rowCount, maxLength: rowCount }).map((values) => Float64Array.from(values)),
      fc.array(anyText, { minLength: rowCount, maxLength: rowCount }),
    );
    const columns = fc.tuple(...chosen.map((name) => column.map((values) => [name, values] as const)));
    return columns.map((entries) => {
      const table: Table<Name> = { rowCount, columns: {} };
      for (const [name, values] of entries) table.columns[name] = values;
      return table;
    });
  });
}

const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({ processes: anyTable(processFieldNames), threads: anyTable(threadFieldNames) })
  .map((tables) => ({ ...header, ...tables }));

const small: Snapshot = {
  ...header,
  processes: { rowCount: 2, columns: { name: ['a', null], cpu: Float64Array.of(1.5, NaN) } },
  threads: { rowCount: 0, columns: {} },
};

describe('a snapshot in one buffer', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
      }),
    );
  });

  test('reads back from any place in a larger buffer', () => {
    fc.assert(
      fc.property(anySnapshot, fc.nat(16), (snapshot, shift) => {
        const bytes = encodeSnapshot(snapshot);
        const larger = new Uint8Array(bytes.length + shift + 3);
        larger.set(bytes, shift);
        expect(decodeSnapshot(larger.subarray(shift, shift + bytes.length))).toEqual(snapshot);
      }),
    );
  });

  test('is viewed, not copied, where it is aligned', () => {
    const bytes = encodeSnapshot(small);
    const cpu = decodeSnapshot(bytes).processes.columns.cpu;
    expect(cpu instanceof Float64Array && cpu.buffer).toBe(bytes.buffer);
  });

  test('owns its whole ArrayBuffer, so it can be transferred', () => {
    const bytes = encodeSnapshot(small);
    expect([bytes.byteOffset, bytes.byteLength]).toEqual([0, bytes.buffer.byteLength]);
  });
});

describe('cells', () => {
  test('give numbers and texts, and what is not available as NaN and null', () => {
    const { processes } = decodeSnapshot(encodeSnapshot(small));
    expect([numberAt(processes, 'cpu', 0), numberAt(processes, 'cpu', 1), numberAt(processes, 'cpu', 9)]).toEqual([
      1.5,
      NaN,
      NaN,
    ]);
    expect([numberAt(processes, 'pid', 0), numberAt(processes, 'name', 0)]).toEqual([NaN, NaN]);
    expect([textAt(processes, 'name', 0), textAt(processes, 'name', 1), textAt(processes, 'name', 9)]).toEqual([
      'a',
      null,
      null,
    ]);
    expect([textAt(processes, 'user', 0), textAt(processes, 'cpu', 0)]).toEqual([null, null]);
  });
});

describe('refuses', () => {
  const refusal = (bytes: Uint8Array) => {
    try {
      decodeSnapshot(bytes);
    } catch (error) {
      return error instanceof ThreadlabError ? error.code : error;
    }
    return 'accepted';
  };
  const whole = encodeSnapshot(small);

  test('every cut', () => {
    for (let length = 0; length < whole.length; length++) expect(refusal(whole.slice(0, length))).toBe('badFormat');
  });

  test('foreign bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusal(bytes)).toBe('badFormat');
      }),
    );
  });

  test('or still reads a buffer in which one byte of the frame changed, but never fails otherwise', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const changed = whole.slice();
        changed[at] = value;
        expect(['badFormat', 'accepted']).toContain(refusal(changed));
      }),
    );
  });
});
