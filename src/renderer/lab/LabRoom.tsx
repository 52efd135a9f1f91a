/** The Lab: the catalogue of questions, and a page for each: asked, running, answered. */
import { useEffect } from 'react';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Catalogue } from './Catalogue.tsx';
import { ExperimentPage } from './ExperimentPage.tsx';
import { lookAtLab, openExperiment, putResultAway, useLab } from './labStore.ts';
import './lab.css';
import './catalogue.css';
import './experiment.css';
import './live.css';

export function LabRoom() {
  const open = useLab((state) => state.experiment);
  const { place, moves } = useNavigation();
  const wanted = place.room === 'lab' ? place.experiment : undefined;
  const asForm = place.room === 'lab' && place.form === true;
  useEffect(() => lookAtLab(), []);
  useEffect(() => {
    if (wanted !== undefined) openExperiment(wanted);
    const run = useLab.getState().lab?.run;
    if (asForm && run && run.experiment === wanted && run.outcome !== null) putResultAway(run.id);
  }, [wanted, asForm, moves]);

  const experiment = catalogue.find(({ id }) => id === open);
  return (
    <main className="room lab" aria-label="Lab">
      {experiment === undefined ? <Catalogue /> : <ExperimentPage key={experiment.id} experiment={experiment} />}
    </main>
  );
}
