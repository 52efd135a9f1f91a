/**
 * One tooltip for the whole window: any element with `data-tip` gets it after 400 ms of rest or on keyboard focus.
 * One listener instead of one component a cell, since a table has a thousand cells. Never the only copy of something.
 */
import { useEffect, useRef } from 'react';

const REST_MILLISECONDS = 400;
const TIP_ID = 'tooltip';

/** Mounted once, in the frame. */
export function TooltipHost() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | null = null;

    const hide = () => {
      clearTimeout(timer);
      owner?.removeAttribute('aria-describedby');
      owner = null;
      if (box.current !== null) box.current.hidden = true;
    };
    const show = (element: Element, focused: boolean) => {
      const tip = box.current;
      const text = element.getAttribute('data-tip');
      if (tip === null || text === null || text === '' || !element.isConnected) return;
      tip.textContent = text;
      tip.hidden = false;
      if (focused && !element.hasAttribute('aria-describedby')) {
        element.setAttribute('aria-describedby', TIP_ID);
        owner = element;
      }
      const around = element.getBoundingClientRect();
      const left = Math.max(8, Math.min(around.left, window.innerWidth - tip.offsetWidth - 8));
      const below = around.bottom + 6;
      const top = below + tip.offsetHeight <= window.innerHeight - 8 ? below : around.top - 6 - tip.offsetHeight;
      tip.style.left = `${left}px`;
      tip.style.top = `${top}px`;
    };
    const onOver = (event: PointerEvent) => {
      hide();
      const element = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (element !== null) timer = setTimeout(() => show(element, false), REST_MILLISECONDS);
    };
    const onFocus = (event: FocusEvent) => {
      hide();
      if (event.target instanceof Element && event.target.matches('[data-tip]:focus-visible')) show(event.target, true);
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  return <div ref={box} id={TIP_ID} className="tooltip" role="tooltip" hidden />;
}
