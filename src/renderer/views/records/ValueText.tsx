import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { useSize } from '../../ui/use-size';
import { findText, lineAt, lineParts, textLines } from './text-lines';
import styles from './ValueText.module.css';

const LINE_HEIGHT = 17;
const CHARACTER_WIDTH = 7.3;
const FEWEST_COLUMNS = 20;

/** A long text of which only the lines in view are in the page, with a search in all of it. */
export function ValueText({ text }: { readonly text: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useSize(scroller);
  const columns = Math.max(FEWEST_COLUMNS, Math.floor((width === 0 ? 500 : width) / CHARACTER_WIDTH));
  const lines = useMemo(() => textLines(text, columns), [text, columns]);
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const finds = useMemo(() => findText(text, wanted), [text, wanted]);
  const count = finds.bounds.length / 2;
  const virtual = useVirtualizer({ count: lines.length / 2, getScrollElement: () => scroller.current, estimateSize: () => LINE_HEIGHT, overscan: 20, initialRect: { width: 500, height: 300 } });
  const place = finds.bounds[at * 2];
  useEffect(() => {
    if (place !== undefined) virtual.scrollToIndex(lineAt(lines, place), { align: 'center' });
  }, [place, lines, virtual]);
  const step = (by: number): void => setAt(count === 0 ? 0 : (at + by + count) % count);
  return (
    <div className={styles.value}>
      <div className={styles.find} role="search">
        <Input
          aria-label="Find in the value"
          placeholder="find in the value"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          }}
        />
        <span role="status">{wanted === '' ? '' : count === 0 ? 'not found' : `${formatCount(at + 1)} of ${finds.isCut ? 'more than ' : ''}${formatCount(count)}`}</span>
        <Button small disabled={count === 0} onClick={() => step(-1)}>
          Previous
        </Button>
        <Button small disabled={count === 0} onClick={() => step(1)}>
          Next
        </Button>
      </div>
      <div ref={scroller} className={`mono ${styles.lines}`} tabIndex={0} role="region" aria-label="Value">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <div key={index} className={styles.line} style={{ transform: `translateY(${start}px)` }}>
              {lineParts(text, lines[index * 2] ?? 0, lines[index * 2 + 1] ?? 0, finds).map((part, each) =>
                part.find === null ? (
                  <span key={each}>{displayName(part.text, Infinity)}</span>
                ) : (
                  <mark key={each} className={part.find === at ? styles.current : undefined}>
                    {displayName(part.text, Infinity)}
                  </mark>
                ),
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
