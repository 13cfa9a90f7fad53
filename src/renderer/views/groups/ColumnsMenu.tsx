import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { COLUMNS, type Column, type ColumnId } from './columns';
import styles from './ColumnsMenu.module.css';

interface ColumnsMenuProps {
  readonly hidden: ReadonlySet<ColumnId>;
  /** Those on screen: the others that are chosen have no room. */
  readonly fitting: readonly Column[];
  readonly onChange: (hidden: ReadonlySet<ColumnId>) => void;
}

/** Switches columns on and off. */
export function ColumnsMenu({ hidden, fitting, onChange }: ColumnsMenuProps) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && menu.current?.contains(event.target) !== true) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);
  return (
    <div
      ref={menu}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        event.currentTarget.querySelector('button')?.focus();
      }}
    >
      <Button aria-expanded={open} aria-controls="columns-menu" onClick={() => setOpen(!open)}>
        Columns <Icon name="caret" />
      </Button>
      {open ? (
        <fieldset id="columns-menu" className={styles.list}>
          <legend className="visually-hidden">Columns</legend>
          {COLUMNS.map((column) => {
            const isShown = column.gives === 0 || !hidden.has(column.id);
            return (
              <label key={column.id} className={column.gives === 0 ? styles.fixed : undefined}>
                <input type="checkbox" checked={isShown} disabled={column.gives === 0} onChange={() => onChange(toggled(hidden, column.id))} />
                {column.label}
                {isShown && !fitting.some(({ id }) => id === column.id) ? <span className="dim">no room</span> : null}
                {column.gives === 0 ? <span className="dim">always</span> : null}
              </label>
            );
          })}
        </fieldset>
      ) : null}
    </div>
  );
}

function toggled(hidden: ReadonlySet<ColumnId>, id: ColumnId): ReadonlySet<ColumnId> {
  const next = new Set(hidden);
  if (!next.delete(id)) next.add(id);
  return next;
}
