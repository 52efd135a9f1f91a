import { expect, test } from 'vitest';
import { decodeLaneBatch, encodeLaneBatch } from './laneCodec.ts';
import { laneBatchOf } from './testing/laneBatches.ts';

const batch = laneBatchOf({
  lanes: [
    {
      name: 'odd ")\n\ud83d\ude00',
      tid: 7,
      cell: (sample) => ({ run: 0.25 * sample, channel: 'futex_do_wait', cpu: 255 }),
    },
    { name: '', tid: 4_194_304, cell: (sample) => (sample < 2 ? null : { wait: 1, state: 'R' }), voluntary: NaN },
  ],
  to: 3,
  notAvailable: { switches: 'refused' },
});

test('reads back what was written, also from the middle of another buffer', () => {
  const bytes = encodeLaneBatch(batch);
  expect(decodeLaneBatch(bytes)).toEqual(batch);
  const among = new Uint8Array(bytes.length + 3);
  among.set(bytes, 3);
  expect(decodeLaneBatch(among.subarray(3))).toEqual(batch);
});

test('a batch without samples is one too', () => {
  const empty = laneBatchOf({ lanes: [], to: 0, ended: true });
  expect(decodeLaneBatch(encodeLaneBatch({ ...empty, since: 3 }))).toEqual({ ...empty, since: 3 });
});

test('refuses what is cut or is something else', () => {
  const bytes = encodeLaneBatch(batch);
  const other = bytes.slice();
  other[0] = 0;
  const long = encodeLaneBatch({ ...batch, channels: [] }).slice();
  long[8] = 3; // its head ends in the middle
  for (const wrong of [new Uint8Array(), bytes.slice(0, 10), bytes.slice(0, -2), other, long]) {
    expect(() => decodeLaneBatch(wrong)).toThrow(expect.objectContaining({ code: 'badFormat' }));
  }
});
