import { expect, test } from 'vitest';
import { memorySharing } from '../../lab/catalogue/memory-sharing.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

test('tells who saw whose writes, what a copy took where all was written, and what a write cost', () => {
  const MiB = 1024 ** 2;
  const at = (kind: string, writtenShare: number, bytes: number, latency: number, visible: number) => ({
    params: { kind, writtenShare },
    metrics: {
      privateBytes: [bytes, bytes, bytes + 4096],
      touchLatency: [latency * 0.9, latency, latency * 1.1],
      visibleWrites: [visible, visible, visible],
    },
  });
  const record = signalRecord(memorySharing, { engine: 'python', size: 16 * MiB }, [
    at('thread', 0.5, 0, 150e-9, 1),
    at('thread', 1, 0, 150e-9, 1),
    at('fork', 0.5, 8 * MiB, 2e-6, 0),
    at('fork', 1, 16 * MiB, 2e-6, 0),
  ]);
  expect(resultText(record)).toBe(
    'Each saw all writes of the other with thread; none with fork. ' +
      'At written share 100% private memory grew by 16 MiB (range of 3 repeats 16 MiB) with fork and 0 B (0 B to 4 KiB) with thread. ' +
      'One write to a page took 2 µs (range of 3 repeats 1.8 to 2.2 µs) with fork and 150 ns (135 to 165 ns) with thread.',
  );
});
