/**
 * A page that Playwright does not watch. Where it does, the page hands over every frame of its WebSocket to it as base64, and
 * 5 MB a second of those take longer than what the page does with them. This page is led by the same browser's protocol, which is
 * asked for nothing but clicks, keys and values (https://chromedevtools.github.io/devtools-protocol/).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession } from '@playwright/test';
import { z } from 'zod';

export interface UnwatchedPage {
  /** Clicks the first button, tab or row whose text or label has `name` in it. */
  click(name: string): Promise<void>;
  /** Types `text` into the first field, key by key, in the place of what is there. */
  type(text: string): Promise<void>;
  press(key: 'Enter'): Promise<void>;
  /** Turns the wheel over the middle of the page. */
  wheel(pixels: number): Promise<void>;
  /** Until `selector` is there; throws after 30 s. */
  waitFor(selector: string): Promise<void>;
  close(): Promise<void>;
}

const size = { width: 1280, height: 800 };
const answer = z.object({
  id: z.int().optional(),
  result: z.object({ result: z.object({ value: z.unknown().optional() }).optional() }).optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Answer = z.infer<typeof answer>;

/** Loads `url` in a context of its own. */
export async function openUnwatched(browser: Browser, url: string): Promise<UnwatchedPage> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId, ...size });
  const send = await attach(session, targetId);
  const evaluate = async (expression: string) =>
    (await send('Runtime.evaluate', { expression, returnByValue: true })).result?.result?.value;
  await send('Page.navigate', { url });

  const key = async (name: string, code: number) => {
    for (const type of ['keyDown', 'keyUp'])
      await send('Input.dispatchKeyEvent', {
        type,
        key: name,
        windowsVirtualKeyCode: code,
        ...(name === 'Enter' && type === 'keyDown' && { text: '\r' }),
      });
  };
  return {
    async click(name) {
      const clicked = await evaluate(`(() => {
        const all = [...document.querySelectorAll('button, [role=tab], [role=row]')];
        const one = all.find((each) => [each.textContent, each.ariaLabel].some((text) => text?.includes(${JSON.stringify(name)})));
        const box = one?.getBoundingClientRect();
        return box === undefined ? null : [box.x + Math.min(box.width, 1000) / 2, box.y + box.height / 2];
      })()`);
      const [x, y] = z.tuple([z.number(), z.number()], `nothing is called ${name}`).parse(clicked);
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    },
    async type(text) {
      await evaluate(`document.querySelector('input').focus(); document.querySelector('input').select()`);
      await key('Backspace', 8);
      for (const character of text) {
        await send('Input.insertText', { text: character });
        await wait(120);
      }
    },
    press: (name) => key(name, 13),
    async wheel(deltaY) {
      const middle = { x: size.width / 2, y: size.height / 2 };
      await send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...middle, deltaX: 0, deltaY });
    },
    async waitFor(selector) {
      const limit = Date.now() + 30_000;
      while ((await evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`)) !== true) {
        if (Date.now() > limit) throw new Error(`${selector} has not come.`);
        await wait(100);
      }
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId });
      await session.detach();
    },
  };
}

/** What sends a command to the target. Playwright would take part in a flattened session; it does not in one inside its own. */
async function attach(
  session: CDPSession,
  targetId: string,
): Promise<(method: string, params: object) => Promise<Answer>> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (come: Answer) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const come = answer.parse(JSON.parse(message));
    if (come.id !== undefined) waiting.get(come.id)?.(come);
  });
  let sent = 0;
  return async (method, params) => {
    const id = ++sent;
    const come = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const { error, ...rest } = await come;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return rest;
  };
}
