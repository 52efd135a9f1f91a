/**
 * Looks at every text on the screen as a reader would: is it cut without a sign, does it lie on another one, is it too small, is
 * it too pale? axe judges the contrast of HTML; this also judges text in charts.
 */
import type { Page } from '@playwright/test';

/** One sentence for each text that cannot be read well. */
export function unreadableTexts(page: Page): Promise<string[]> {
  return page.evaluate(findUnreadable);
}

/** Runs in the page, so it holds all that it needs. */
function findUnreadable(): string[] {
  const smallest = 11; // px, of the design
  const slack = 1.5; // px: rounding of layout is no fault

  interface Text {
    words: string;
    element: Element;
    box: DOMRect;
    /** A text that wraps has a box for each line; around all of them lies more than the text covers. */
    lines: DOMRect[];
  }

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('This browser gives no canvas.');

  /** Asked for each element once: a table has hundreds of texts under the same ancestors. */
  function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
    const known = new Map<Key, Value>();
    return (key) => {
      const before = known.get(key);
      if (before !== undefined) return before;
      const value = find(key);
      known.set(key, value);
      return value;
    };
  }

  const styleOf = remembered((element: Element) => getComputedStyle(element));
  const boxOf = remembered((element: Element) => element.getBoundingClientRect());

  /** Red, green, blue 0-255 and opacity 0-1 of any CSS colour. */
  const parseColor = remembered((color: string): [number, number, number, number] => {
    canvas!.clearRect(0, 0, 1, 1);
    canvas!.fillStyle = color;
    canvas!.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas!.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  });

  /** WCAG 2.2, relative luminance. */
  function luminance(rgb: readonly number[]): number {
    const [r = 0, g = 0, b = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** The colour that stands behind an element's text, or undefined where an image does. */
  function backgroundOf(element: Element): number[] | undefined {
    const layers: [number, number, number, number][] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = styleOf(at);
      if (style.backgroundImage !== 'none') return undefined;
      const color = parseColor(style.backgroundColor);
      if (color[3] > 0 && !(at instanceof SVGElement)) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reduceRight(
      (below, [r, g, b, a]) => [r, g, b].map((value, i) => value * a + (below[i] ?? 255) * (1 - a)),
      [255, 255, 255],
    );
  }

  const isHidden = remembered((element: Element): boolean => {
    const style = styleOf(element);
    const box = boxOf(element);
    if (style.visibility === 'hidden' || style.display === 'none' || Number(style.opacity) === 0) return true;
    if (style.clipPath !== 'none' || (style.position === 'absolute' && box.width <= 1 && box.height <= 1)) return true; // for screen readers
    return element.parentElement !== null && isHidden(element.parentElement);
  });

  /** Whether something else, a heading that stands still or a dialog, lies over the text. */
  function isCovered({ element, lines }: Text): boolean {
    const [line] = lines;
    if (!line) return true;
    const x = line.x + line.width / 2;
    const y = line.y + line.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
    const top = document.elementFromPoint(x, y);
    if (top === null) return true;
    // Text that lets the pointer through is found by what lies behind it, one of its ancestors.
    return !(
      element.contains(top) ||
      top.contains(element) ||
      (element instanceof SVGElement && top.closest('svg') !== null)
    );
  }

  function visibleTexts(): Text[] {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = (node.textContent ?? '').trim();
      if (!element || words === '' || element.closest('style, script, title, desc') || isHidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()];
      const text = { words: words.slice(0, 40), element, box: range.getBoundingClientRect(), lines };
      if (text.box.width > 0 && !isCovered(text)) texts.push(text);
    }
    return texts;
  }

  /** The nearest ancestor that cuts this text off without a sign, if any. */
  function cutBy({ element, box }: Text): string | undefined {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      const inner = boxOf(at);
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      if (
        style.overflowX === 'auto' ||
        style.overflowX === 'scroll' ||
        style.overflowY === 'auto' ||
        style.overflowY === 'scroll'
      )
        return undefined;
      if (at instanceof SVGElement && at.tagName !== 'svg') continue;
      if (hides(style.overflowX) && (box.left < inner.left - slack || box.right > inner.right + slack)) {
        if (style.textOverflow === 'ellipsis') return undefined;
        return `sideways by <${at.tagName.toLowerCase()} class="${at.getAttribute('class') ?? ''}">`;
      }
      if (hides(style.overflowY) && (box.top < inner.top - 4 || box.bottom > inner.bottom + 4)) {
        if (style.webkitLineClamp !== 'none') return undefined;
        return `above or below by <${at.tagName.toLowerCase()} class="${at.getAttribute('class') ?? ''}">`;
      }
    }
    return undefined;
  }

  const problems: string[] = [];
  const texts = visibleTexts();
  for (const text of texts) {
    const style = styleOf(text.element);
    const size = Number.parseFloat(style.fontSize);
    if (size < smallest) problems.push(`"${text.words}" is ${size} px, less than ${smallest}.`);
    const cut = cutBy(text);
    if (cut !== undefined) problems.push(`"${text.words}" is cut ${cut}.`);
    const background = backgroundOf(text.element);
    const disabled = text.element.closest(':disabled, [aria-disabled="true"]') !== null; // exempt, WCAG 1.4.3
    if (background && !disabled) {
      const color = parseColor(text.element instanceof SVGElement ? style.fill : style.color);
      const seen = color.slice(0, 3).map((value, i) => value * color[3] + (background[i] ?? 255) * (1 - color[3]));
      const [pale = 0, dark = 0] = [luminance(seen), luminance(background)].toSorted((a, b) => b - a);
      const contrast = (pale + 0.05) / (dark + 0.05);
      if (contrast < 4.45)
        problems.push(
          `"${text.words}" has a contrast of ${contrast.toFixed(2)} (${style.color} on ${background.map(Math.round).join(' ')}), less than 4.5.`,
        );
    }
  }
  const layerOf = remembered((element: Element): Element | null => {
    for (let at: Element | null = element; at; at = at.parentElement) if (styleOf(at).position === 'fixed') return at;
    return null;
  });
  const clip = (line: DOMRect, element: Element) => {
    let { left, right, top, bottom } = line;
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { overflowX, overflowY } = styleOf(at);
      const inner = boxOf(at);
      if (overflowX !== 'visible') [left, right] = [Math.max(left, inner.left), Math.min(right, inner.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, inner.top), Math.min(bottom, inner.bottom)];
    }
    return { left, right, top, bottom };
  };
  const boxes = texts
    .flatMap((text) => text.lines.map((line) => ({ text, ...clip(line, text.element) })))
    .toSorted((a, b) => a.top - b.top);
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      if (b.top > a.bottom) break;
      // What floats lies over what it covers, and ends somewhere within a line of it.
      if (a.text === b.text || layerOf(a.text.element) !== layerOf(b.text.element)) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Lines of one paragraph touch by their line height; words of one line never do.
      if (across > 2 && down > 4) problems.push(`"${a.text.words}" and "${b.text.words}" lie on one another.`);
    }
  });
  return [...new Set(problems)];
}
