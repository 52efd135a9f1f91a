/** A line of the list of runs, from a record or from what stood in its place. */
import { ThreadlabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { runOutcome } from '../../shared/runs/outcome.ts';
import type { RunRecord } from '../../shared/runs/record.ts';

/** `read` gives the record or throws `badFormat` with the reason, which becomes the line. */
export async function summaryOf(
  fileName: string,
  sizeBytes: number,
  read: () => Promise<RunRecord>,
): Promise<RunSummary> {
  try {
    const record = await read();
    if (fileName !== `${record.id}.json`) {
      return unreadable(
        fileName,
        sizeBytes,
        `It holds the run ${record.id} under another name. Rename it to ${record.id}.json.`,
      );
    }
    return readable(record, sizeBytes);
  } catch (error) {
    if (error instanceof ThreadlabError && error.code === 'badFormat') {
      return unreadable(fileName, sizeBytes, error.message);
    }
    throw error;
  }
}

export function unreadable(fileName: string, sizeBytes: number, reason: string): RunSummary {
  return { readable: false, fileName, reason, sizeBytes };
}

function readable(record: RunRecord, sizeBytes: number): RunSummary {
  const { outcome, words } = runOutcome(record);
  return {
    readable: true,
    id: record.id,
    title: record.title ?? null,
    experiment: record.experiment,
    engines: [...new Set((record.request.parameters['engine'] ?? []).map(String))],
    startedAt: record.startedAt,
    elapsed: record.elapsed,
    status: record.status,
    outcome,
    outcomeWords: words,
    sizeBytes,
  };
}
