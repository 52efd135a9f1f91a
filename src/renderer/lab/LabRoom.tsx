/** The Lab: the catalogue of questions, and a page for each: asked, running, answered. */
import { useEffect } from 'react';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Catalogue } from './Catalogue.tsx';
import { ExperimentPage } from './ExperimentPage.tsx';
import { lookAtLab, openExperiment, useLab } from './labStore.ts';
import './lab.css';

export function LabRoom() {
  const open = useLab((state) => state.experiment);
  const { place, moves } = useNavigation();
  const wanted = place.room === 'lab' ? place.experiment : undefined;
  useEffect(() => lookAtLab(), []);
  useEffect(() => {
    if (wanted !== undefined) openExperiment(wanted);
  }, [wanted, moves]);

  const experiment = catalogue.find(({ id }) => id === open);
  return (
    <main className="room lab" aria-label="Lab">
      {experiment === undefined ? <Catalogue /> : <ExperimentPage key={experiment.id} experiment={experiment} />}
    </main>
  );
}
