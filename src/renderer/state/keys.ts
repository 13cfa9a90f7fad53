import { useEffect, useRef } from 'react';

export type KeyHandlers = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Keys by `event.key` while the component is shown. Not while somebody types into a field (a field handles its own
 * keys), nor with Ctrl, Alt or Meta. A page comes before the frame around it, whichever was there first: what it has no
 * handler for goes on to the frame.
 */
export function useKeys(handlers: KeyHandlers, layer: 'page' | 'frame' = 'page'): void {
  const newest = useRef(handlers);
  useEffect(() => {
    newest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (isPressed(event)) return;
      const handler = Object.prototype.hasOwnProperty.call(newest.current, event.key) ? newest.current[event.key] : undefined;
      if (handler === undefined) return;
      event.preventDefault();
      handler(event);
    };
    // Events pass the document before the window.
    const target = layer === 'page' ? document : window;
    target.addEventListener('keydown', onKeyDown as EventListener);
    return () => target.removeEventListener('keydown', onKeyDown as EventListener);
  }, [layer]);
}

/** A focused button or box is pressed by these keys itself. */
function isPressed({ key, target }: KeyboardEvent): boolean {
  if (target instanceof HTMLButtonElement) return key === 'Enter' || key === ' ';
  return key === ' ' && target instanceof HTMLInputElement;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement ? target.type !== 'checkbox' && target.type !== 'radio' : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
