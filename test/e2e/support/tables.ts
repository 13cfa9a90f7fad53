import type { Page } from '@playwright/test';

/** A table as a person reads it: each row by its column heads. Rows out of view are not in it. */
export type ShownRow = Readonly<Record<string, string>>;

const READ = `(label) => {
  const clean = (element) => element.textContent.replace(/[↑↓]/g, '').replace(/\\s+/g, ' ').trim();
  const table = [...document.querySelectorAll('table, [role=grid]')].find((each) => each.getAttribute('aria-label')?.startsWith(label));
  if (table === undefined) return [];
  const heads = [...table.querySelectorAll('th, [role=columnheader]')].map(clean);
  return [...table.querySelectorAll('tbody tr, [role=row]')]
    .map((row) => [...row.querySelectorAll('td, [role=gridcell]')].map(clean))
    .filter((cells) => cells.length > 0)
    .map((cells) => Object.fromEntries(cells.map((cell, index) => [heads[index] ?? index, cell])));
}`;

/** The rows in view of the table or grid whose label begins with `label`; empty if there is none. */
export async function shownRows(page: Page, label: string): Promise<readonly ShownRow[]> {
  return (await page.evaluate(`(${READ})(${JSON.stringify(label)})`)) as readonly ShownRow[];
}
