import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { connectByPort, portHere } from './portFromShell.ts';

const controllers: AbortController[] = [];
afterEach(() => {
  for (const controller of controllers.splice(0)) controller.abort();
});

function wait() {
  const controller = new AbortController();
  controllers.push(controller);
  let got = false;
  connectByPort(controller.signal).then(
    () => (got = true),
    () => undefined,
  );
  return { controller, got: async () => (await new Promise((resolve) => setTimeout(resolve, 5)), got) };
}

function offer(init: MessageEventInit) {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  // jsdom has no MessagePort of its own; the event carries Node's.
  const event = new MessageEvent('message', init);
  Object.defineProperty(event, 'ports', { value: [port1] });
  window.dispatchEvent(event);
  port1.close();
}

const own = { source: window, origin: window.location.origin, data: portHere };

describe('the port from the desktop shell', () => {
  test('is taken from this window', async () => {
    const { got } = wait();
    offer(own);
    expect(await got()).toBe(true);
  });

  test.each([
    ['another window', { ...own, source: null }],
    ['another origin', { ...own, origin: 'https://example.org' }],
    ['another message', { ...own, data: 'hello' }],
  ])('is not taken from %s', async (_who, init) => {
    const { got } = wait();
    offer(init);
    expect(await got()).toBe(false);
  });

  test('is not taken by an attempt that was given up', async () => {
    const { got, controller } = wait();
    controller.abort();
    offer(own);
    expect(await got()).toBe(false);
  });
});
