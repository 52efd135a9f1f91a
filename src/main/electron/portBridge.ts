/**
 * Gives the page a port to the backend. A port dies with the page that held it, so each question gets a new pair; the
 * question is answered only where it comes from the page itself, in the main frame of a window of ours.
 */
import { ipcMain, MessageChannelMain, type IpcMainEvent, type MessagePortMain, type WebContents } from 'electron';
import type { Connection } from '../../shared/rpc/connection.ts';
import { portConnection } from '../../shared/rpc/portConnection.ts';
import { isPage } from './pageScheme.ts';

/** The preload says and hears these words. */
export const portWanted = 'threadlab:port-wanted';
export const portHere = 'threadlab:port-here';

export function bridgePorts(
  attach: (connection: Connection) => void,
  isOurs: (contents: WebContents) => boolean,
): void {
  const held = new WeakMap<WebContents, Connection>();
  ipcMain.on(portWanted, (event) => {
    const frame = pageFrame(event, isOurs);
    if (frame === null) return;
    held.get(event.sender)?.close('The page was loaded again.');
    const { port1, port2 } = new MessageChannelMain();
    const connection = mainPortConnection(port1);
    held.set(event.sender, connection);
    attach(connection);
    frame.postMessage(portHere, null, [port2]);
  });
}

function pageFrame(event: IpcMainEvent, isOurs: (contents: WebContents) => boolean): IpcMainEvent['senderFrame'] {
  const frame = event.senderFrame;
  if (frame === null || !isOurs(event.sender) || frame !== event.sender.mainFrame || !isPage(frame.url)) return null;
  return frame;
}

function mainPortConnection(port: MessagePortMain): Connection {
  const connection = portConnection({
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  });
  port.start();
  return connection;
}
