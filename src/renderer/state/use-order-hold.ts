import { useMemo, useState } from 'react';

export interface OrderHold {
  /** What holds the order; null: nothing does. */
  readonly by: 'pointer' | 'focus' | null;
  /** To be put on the table's element. */
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: { readonly target: EventTarget }) => void;
    readonly onBlur: (event: { readonly currentTarget: Element; readonly relatedTarget: EventTarget | null }) => void;
  };
}

/** Nothing may move under a pointer or under the keyboard. A pressed column head holds nothing: it asks for an order. */
export function useOrderHold(): OrderHold {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const handlers = useMemo<OrderHold['handlers']>(
    () => ({
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: (event) => setFocused(isKeyboardOnRows(event.target)),
      onBlur: (event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    }),
    [],
  );
  return { by: pointed ? 'pointer' : focused ? 'focus' : null, handlers };
}

function isKeyboardOnRows(target: EventTarget): boolean {
  return target instanceof Element && target.matches(':focus-visible') && target.closest('th, [role=columnheader]') === null;
}
