import { useState } from 'react';
import { COLUMNS, type ColumnId } from './columns';

const KEPT_AS = 'offsight.groups.hidden-columns';

/** The columns switched off by the user, kept between starts. */
export function useHiddenColumns(): readonly [ReadonlySet<ColumnId>, (hidden: ReadonlySet<ColumnId>) => void] {
  const [hidden, setHidden] = useState(readHidden);
  return [
    hidden,
    (next) => {
      setHidden(next);
      try {
        localStorage.setItem(KEPT_AS, JSON.stringify([...next]));
      } catch {
        // not kept, then: the choice still holds for this window
      }
    },
  ];
}

function readHidden(): ReadonlySet<ColumnId> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return new Set(COLUMNS.map((column) => column.id).filter((id) => Array.isArray(kept) && kept.includes(id)));
  } catch {
    return new Set();
  }
}
