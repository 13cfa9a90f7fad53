import { useLayoutEffect, useState, type RefObject } from 'react';

/** The inner width of an element in pixels, kept current; `onWidth` is told of it too. */
export function useWidth(ref: RefObject<HTMLElement | null>, onWidth: (width: number) => void): number {
  const [width, setWidth] = useState(1_080);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      setWidth(element.clientWidth);
      onWidth(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, onWidth]);
  return width;
}
