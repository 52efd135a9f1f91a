/**
 * Hands the page its port, nothing else: no function and no object of Electron reaches the page. A port cannot pass
 * through contextBridge, so the page asks by `window.postMessage` and gets it the same way. The words are the page's
 * (src/renderer/connection/portFromShell.ts) and the main process's (src/main/electron/portBridge.ts).
 */
import { ipcRenderer } from 'electron';

const portWanted = 'threadlab:port-wanted';
const portHere = 'threadlab:port-here';

window.addEventListener('message', (event) => {
  const fromThisPage = event.source === window && event.origin === window.location.origin;
  if (fromThisPage && event.data === portWanted) ipcRenderer.send(portWanted);
});

ipcRenderer.on(portHere, (event) => {
  window.postMessage(portHere, window.location.origin, [...event.ports]);
});
