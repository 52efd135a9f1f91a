/** Before the run: what is asked, how it is measured, what to expect and why, what is measured and checked, and where that is written. */
import type { Experiment } from '../../shared/lab/experiment.ts';

export function AboutExperiment({ experiment }: { experiment: Experiment }) {
  const { how, expect, references } = experiment.page;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <article className="about" data-pane tabIndex={0} aria-label="About this experiment">
      <h2>What is asked</h2>
      <p>{experiment.question}</p>
      <h2>How it is measured</h2>
      {how.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <h2>What to expect, and why</h2>
      {expect.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <h2>What is measured</h2>
      <dl className="about-metrics">
        {Object.entries(experiment.metrics).map(([name, { title, help }]) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
      <h2>What is checked</h2>
      <ul className="about-checks">
        {Object.entries(experiment.checks).map(([id, check]) => (
          <li key={id}>
            {check.words}
            <span className="text-3">, {check.kind === 'A' ? 'always' : 'where the gate is passed'}</span>
          </li>
        ))}
      </ul>
      <h2>References</h2>
      <ul className="about-references">
        {references.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </article>
  );
}
