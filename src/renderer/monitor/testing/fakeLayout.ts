/** jsdom lays nothing out: gives every element a size, and canvases a context that draws nowhere; the pointer is captured by none. */
import { onTestFinished, vi } from 'vitest';

/** Until the test has ended. */
export function fakeLayout(): void {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  // What jsdom does not have at all cannot be spied on.
  const missing = { scrollTo: () => undefined, setPointerCapture: () => undefined };
  Object.assign(HTMLElement.prototype, missing);
  onTestFinished(() => {
    for (const name of Object.keys(missing)) Reflect.deleteProperty(HTMLElement.prototype, name);
  });
}
