/**
 * Runs the built main bundle in plain Node with the stand-in as its `electron`, then one scenario. A child of its own per
 * scenario: the bundle starts once a process. `node drive.ts BUNDLE SCENARIO`; exit status 0 means that all held.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const [bundle, name] = process.argv.slice(2);
if (bundle === undefined || name === undefined) throw new Error('Usage: drive.ts BUNDLE SCENARIO');
const { scenarios } = await import('./scenarios.ts');
const { app } = await import('./electron.ts');
const scenario = scenarios[name];
if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);

// Electron's own loop never runs dry; Node's would end the process in the middle of a scenario.
setInterval(() => undefined, 60_000);
await scenario(async () => {
  await import(pathToFileURL(bundle).href);
  // As Electron does it: ready only after the app's own module has been evaluated.
  app.becomeReady();
});
process.exit(0);
