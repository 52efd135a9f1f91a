/** The backend as the page knows it: one typed client for all rooms, which finds its way back after a loss. */
import './noEval.ts';
import { contract, type ThreadlabContract } from '../../shared/contract.ts';
import { connectByPort } from './portFromShell.ts';
import { createReconnecting, type Reconnecting } from './reconnecting.ts';
import { onNewLink, socketOpener } from './session.ts';

// The desktop shell serves the page under a scheme of its own, the browser shell over HTTP.
const open = window.location.protocol.startsWith('http') ? socketOpener() : connectByPort;

/** `call` and `subscribe` for the rooms, `state` for the window. A subscription goes on after a loss; a call is rejected. */
export const backend: Reconnecting<ThreadlabContract> = createReconnecting({
  contract,
  open,
  probe: (client) => client.call('app.about', {}),
});

/** Connects the page; called once, before it is drawn. */
export function connectBackend(): void {
  onNewLink(() => backend.tryNow());
  backend.start();
}
