/** The head of an experiment's page: the way back, the question, and at the right what can be done. */
import type { ReactNode } from 'react';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { Icon } from '../controls/Icon.tsx';
import { openExperiment } from './labStore.ts';

interface ExperimentHeadProps {
  experiment: Experiment;
  /** Said after the question, in small. */
  remark?: string;
  children: ReactNode;
}

export function ExperimentHead({ experiment, remark, children }: ExperimentHeadProps) {
  return (
    <header className="room-head">
      <button type="button" className="crumb" onClick={() => openExperiment(null)}>
        <Icon name="back" /> Lab
      </button>
      <h1 className="cut">{experiment.question}</h1>
      {remark === undefined ? (
        <span className="mono text-3">{experiment.id}</span>
      ) : (
        <span className="text-3 lab-lead">{remark}</span>
      )}
      <span className="spring" />
      {children}
    </header>
  );
}
