/** Of a run that started a person's own program: what was started, and the last lines that it wrote. */
import type { ReactNode } from 'react';
import { textParameters } from '../../shared/lab/textParameter.ts';
import { experimentOf } from '../../shared/runs/chartAxes.ts';
import type { RunRecord, RunRequest } from '../../shared/runs/record.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { Facts } from '../controls/Facts.tsx';

/** What a request starts, by the titles of its parameters of text; empty where it starts nothing of a person's own. */
function startedFacts(request: RunRequest): [string, string][] {
  const experiment = experimentOf(request);
  return experiment === undefined
    ? []
    : textParameters(experiment).map(([name, { title }]): [string, string] => [
        title,
        escapeInvisible((request.parameters[name] ?? []).join(' ')),
      ]);
}

/** The same for a list of facts: programs and folders are read letter by letter. */
export function startedRows(request: RunRequest): [string, ReactNode][] {
  return startedFacts(request).map(([name, value]) => [
    name,
    <span key={name} className="mono whole-text">
      {value}
    </span>,
  ]);
}

export function OwnProgram({ record }: { record: RunRecord }) {
  const facts = startedRows(record.request);
  if (facts.length === 0) return null;
  const repeats = record.points.flatMap((point) => point.repeats);
  const lines = repeats.at(-1)?.lastLines ?? [];
  return (
    <section className="own-program" aria-label="The program">
      <Facts facts={facts} />
      <h2 className="facts-heading">
        {repeats.length > 1 ? 'Last lines of its output, last repeat' : 'Last lines of its output'}
      </h2>
      {lines.length === 0 ? (
        <p className="text-3">It wrote nothing.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        <pre className="mono" aria-label="Last lines of its output" tabIndex={0}>
          {lines.map(escapeInvisible).join('\n')}
        </pre>
      )}
    </section>
  );
}
