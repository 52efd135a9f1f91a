/**
 * Puts text into the clipboard within a click or a key. The page may ask for no permission, so the newer interface is refused in the
 * desktop app; the older one needs none.
 */
import { showToast } from './toastStore.ts';

/** False where the browser refused, which is then said in a toast. Says nothing where it worked. */
export function copyText(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'copy-source';
  document.body.append(field);
  field.select();
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  const copied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  if (!copied) showToast({ tone: 'bad', text: 'The browser did not let the text into the clipboard.' });
  return copied;
}
