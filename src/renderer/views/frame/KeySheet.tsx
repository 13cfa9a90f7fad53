import { useEffect, useRef } from 'react';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import styles from './KeySheet.module.css';

type Section = readonly [title: string, rows: readonly (readonly [keys: string, means: string])[]];

const KEYS: readonly Section[] = [
  ['Everywhere', [['g o', 'All clusters'], ['Esc', 'Back, or close what is open'], ['Alt+Left  Alt+Right', 'Back, forward'], ['p', 'Pause or resume the rounds of this cluster'], ['?', 'This sheet']]],
  ['Tables', [['j  k  ↓  ↑', 'Next, previous row'], ['PgDn  PgUp  Home  End', 'Further'], ['Enter', 'Open the row'], ['Space', 'In the groups: choose the row, to change several together'], ['/', 'Filter'], ['Esc', 'In the filter: clear it. In the table: let its order move again']]],
];
const GROUP_KEYS: Section = ['A group', [['[  ]', 'Shorter, longer time in the chart'], ['p', 'Pause or resume the chart; rounds go on'], ['1  2  3  4  5', 'Partitions, members, rebalances, what if, what was not read'], ['j  k', 'In the rebalances: the next, the one before, in full'], ['/', 'Filter partitions or members'], ['←  →', 'In the chart: read one sample after the other']]];
const FILTERS: readonly (readonly [term: string, means: string])[] = [
  ['pay*-worker', 'Name; * stands for anything'],
  ['"team:pay"', 'A name with a colon or a space'],
  ['-canary  !canary', 'Not'],
  ['state:stable  type:consumer', 'State, type; part of the word is enough'],
  ['topic:orders  group:pay', 'A topic it reads; its name'],
  ['verdict:stalled  verdict:broken', 'Verdict or its level'],
  ['lag:>10k  lag:<=1m  lag:=0', 'Total lag; unknown lag is kept'],
  ['members:0  partitions:>100', 'Other figures'],
  ['rebalances:>5', 'Rebalances seen in the last 10 min'],
];

/** All keys and the filter's words. No key writes anything to Kafka. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.sheet} aria-labelledby="key-sheet-title" onClose={onClose} onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div className={styles.inside}>
        <header>
          <h2 id="key-sheet-title">Keys and filters</h2>
          <Button small onClick={onClose}>
            Close <kbd>Esc</kbd>
          </Button>
        </header>
        <div className={styles.columns}>
          <div>
            {KEYS.map((section) => (
              <Keys key={section[0]} section={section} />
            ))}
          </div>
          <div>
            <Keys section={GROUP_KEYS} />
            <section className={styles.filters}>
              <h3>Filter of the groups</h3>
              <dl>
                {FILTERS.map(([term, means]) => (
                  <div key={term}>
                    <dt className="mono">{term}</dt>
                    <dd>{means}</dd>
                  </div>
                ))}
              </dl>
            </section>
          </div>
        </div>
        <p className="dim">
          No key changes anything in Kafka.{' '}
          <Button
            small
            onClick={() => {
              onClose();
              navigate({ kind: 'help' });
            }}
          >
            How partitions are assigned
          </Button>
        </p>
      </div>
    </dialog>
  );
}

function Keys({ section: [title, rows] }: { readonly section: Section }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, means]) => (
          <div key={keys + means}>
            <dt>{keys.split(/ {2}/).map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
