import { useMemo, useState } from 'react';

export interface OrderHold {
  /** What holds the order; null: nothing does. */
  readonly by: 'pointer' | 'focus' | null;
  /** To be put on the table's element. */
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: { readonly currentTarget: Element; readonly relatedTarget: EventTarget | null }) => void;
  };
}

/** Nothing may move under a pointer or under the keyboard. */
export function useOrderHold(): OrderHold {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const handlers = useMemo<OrderHold['handlers']>(
    () => ({
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    }),
    [],
  );
  return { by: pointed ? 'pointer' : focused ? 'focus' : null, handlers };
}
