import { useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import styles from './ScrolledRows.module.css';
import type { RowsInView } from './use-rows-in-view';

interface ScrolledRowsProps {
  readonly view: RowsInView;
  /** What the rows are and how many: `200 members`. */
  readonly label: string;
  /** Where the cells begin, and their room. */
  readonly left: number;
  readonly width: number;
  /** Paints the rows in view; its origin is the top left corner of the first cell of all. Another function: painted again. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
  /** From that corner. */
  readonly onPoint: (x: number, y: number, event: PointerEvent) => void;
  readonly onLeave: () => void;
  /** The rows in view but for their cells, each at its place. */
  readonly children: ReactNode;
}

/** Rows whose cells are painted, scrolled where they do not fit: only what is in view is in the page. */
export function ScrolledRows({ view: { list, total, height, top, onScroll }, label, left, width, paint, onPoint, onLeave, children }: ScrolledRowsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = window.devicePixelRatio || 1;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.translate(0, -Math.round(top));
    paint(context);
  }, [paint, top, ratio, width, height]);
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint(event.clientX - box.left - left, event.clientY - box.top, event);
  };
  return (
    <div ref={list} className={styles.scroll} style={{ height }} {...(total > height ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})} onScroll={(event) => onScroll(event.currentTarget.scrollTop)}>
      <div className={styles.inner} style={{ height: Math.max(1, total) }} onPointerMove={move} onPointerLeave={onLeave}>
        <div className={styles.view} style={{ marginLeft: left }}>
          <canvas ref={canvas} width={Math.max(1, Math.round(width * ratio))} height={Math.max(1, Math.round(height * ratio))} style={{ width, height, display: 'block' }} aria-hidden="true" />
        </div>
        {children}
      </div>
    </div>
  );
}
