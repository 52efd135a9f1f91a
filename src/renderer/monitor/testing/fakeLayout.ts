/** jsdom lays nothing out: gives every element a size, and canvases a context that draws nowhere; the pointer is captured by none. */
import { vi } from 'vitest';

export function fakeLayout(): void {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  HTMLElement.prototype.scrollTo = () => undefined;
  HTMLElement.prototype.setPointerCapture = () => undefined;
}
