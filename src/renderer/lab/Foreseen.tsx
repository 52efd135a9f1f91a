/** Under a form that starts a person's own program: what is to be known before it starts, as the backend sees it. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../shared/errors.ts';
import { experimentOf } from '../../shared/runs/chartAxes.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import { backend } from '../connection/backend.ts';
import { Icon } from '../controls/Icon.tsx';

/** While somebody types nothing is asked. */
const restMs = 400;

export function Foreseen({ request }: { request: RunRequest | null }) {
  const [words, setWords] = useState<readonly string[]>([]);
  const asked = request === null ? null : JSON.stringify(request);
  useEffect(() => {
    if (asked === null) return undefined;
    const gone = new AbortController();
    const askedFor = JSON.parse(asked) as RunRequest;
    const timer = setTimeout(() => {
      backend.call('lab.foresee', askedFor, { signal: gone.signal }).then(
        ({ warnings }) => setWords(warnings),
        (error: unknown) => {
          if (!(error instanceof ThreadlabError)) throw error;
          if (gone.signal.aborted) return;
          // What is no input is for the person to mend; who may only watch is told so by the start.
          setWords(error.code === 'badInput' ? [inTitles(error.message, askedFor)] : []);
        },
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked]);
  return (
    <div aria-live="polite">
      {(asked === null ? [] : words).map((warning) => (
        <p key={warning} className="form-warning form-foreseen">
          <Icon name="warning" /> {warning}
        </p>
      ))}
    </div>
  );
}

/** A refusal begins with the parameter's name, as the command line writes it: "cwd: ..." -> "Folder: ...". */
function inTitles(refusal: string, request: RunRequest): string {
  const parameters = experimentOf(request)?.parameters;
  return refusal.replace(/^(\w+)(?=: )/, (name) => parameters?.[name]?.title ?? name);
}
