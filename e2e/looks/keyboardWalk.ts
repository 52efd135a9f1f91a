/** Walks through a page with the Tab key as a person without a pointer does: what is reached, and is the focus seen there. */
import type { Page } from '@playwright/test';

interface Step {
  /** Its place in the walk, for `missed`. */
  mark: string;
  words: string;
  /** Why the focus is not seen there; null where it is. */
  unseen: string | null;
  end: boolean;
}

const longest = 250;

/** One sentence for each control that Tab does not reach, and for each place where the focus is not seen. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    document.querySelectorAll('[data-walked]').forEach((element) => element.removeAttribute('data-walked'));
    // From the very beginning, wherever the focus was before; a dialog keeps it in itself.
    const start = document.createElement('button');
    start.className = 'visually-hidden';
    start.dataset['walked'] = '';
    document.body.prepend(start);
    if (document.querySelector('[role="dialog"]') === null) start.focus();
  });
  const faults: string[] = [];
  for (let step = 0; ; step += 1) {
    if (step === longest) return [...faults, `After ${longest} steps the walk has not come to its end.`];
    await page.keyboard.press('Tab');
    const { words, unseen, end } = await page.evaluate(lookAtFocus);
    if (end) break;
    if (unseen !== null) faults.push(`The focus on ${words} is not seen: ${unseen}.`);
  }
  faults.push(...(await page.evaluate(missed)));
  await page.evaluate(() => document.querySelector('button.visually-hidden[data-walked]')?.remove());
  return [...new Set(faults)];
}

/** Runs in the page. */
function lookAtFocus(): Omit<Step, 'mark'> {
  const element = document.activeElement;
  if (element === null || element === document.body || element.hasAttribute('data-walked'))
    return { words: '', unseen: null, end: true };
  element.setAttribute('data-walked', '');
  const words = `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
  const active = element.getAttribute('aria-activedescendant');
  const candidates = [
    element,
    element instanceof HTMLInputElement ? element.nextElementSibling : null, // a drawn radio button
    element.closest('.field'),
    active === null ? null : document.getElementById(active),
  ].filter((one) => one !== null);
  const ringed = candidates.find((one) => {
    const style = getComputedStyle(one);
    return (
      (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
      (one.matches('.field') && style.boxShadow !== 'none')
    );
  });
  if (ringed === undefined) return { words, unseen: 'nothing is drawn around it', end: false };
  const style = getComputedStyle(ringed);
  const reach = Math.max(0, Number.parseFloat(style.outlineOffset) + Number.parseFloat(style.outlineWidth) - 1);
  const box = ringed.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    return { words, unseen: 'it lies outside the window', end: false };
  if (style.outlineStyle === 'none') return { words, unseen: null, end: false };
  for (let at = ringed.parentElement; at !== null && at !== document.body; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    const clip = at.getBoundingClientRect();
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const across = hides(overflowX) && (box.left - reach < clip.left || box.right + reach > clip.right);
    const down = hides(overflowY) && (box.top - reach < clip.top || box.bottom + reach > clip.bottom);
    if (across || down)
      return { words, unseen: `its ring is cut by <${at.tagName.toLowerCase()} class="${at.className}">`, end: false };
  }
  return { words, unseen: null, end: false };
}

/** Runs in the page: controls that were not walked through. One of a group that the arrow keys walk through stands for all. */
function missed(): string[] {
  const dialog = document.querySelector('[role="dialog"]');
  const controls = (dialog ?? document).querySelectorAll<HTMLElement>(
    'button, input, select, textarea, a[href], summary',
  );
  const faults: string[] = [];
  for (const control of controls) {
    const box = control.getBoundingClientRect();
    if (control.hasAttribute('data-walked') || control.matches(':disabled') || control.closest('[inert]')) continue;
    if (box.width === 0 || getComputedStyle(control).visibility === 'hidden') continue;
    const group = control.closest('[role="grid"], [role="menu"], [role="radiogroup"], [role="tablist"], figure');
    if (group?.matches('[data-walked]') || group?.querySelector('[data-walked]')) continue;
    faults.push(
      `Tab does not reach <${control.tagName.toLowerCase()} class="${control.className}"> "${(control.getAttribute('aria-label') ?? control.textContent ?? '').trim().slice(0, 40)}".`,
    );
  }
  return faults;
}
