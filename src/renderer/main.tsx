/** The page starts here. */
import './connection/noEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { connectBackend } from './connection/backend.ts';
import './theme/base.css';
import './controls/controls.css';
import './controls/states.css';
import './table/table.css';
import './frame/frame.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
connectBackend();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
