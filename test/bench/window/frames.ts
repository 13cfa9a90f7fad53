import type { Page } from '@playwright/test';

/** Milliseconds between frames while the grid scrolls by 60 px a frame. */
export async function scroll(page: Page, frames: number): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const grid = document.querySelector('[role=grid]');
    return (${FRAMES})(${frames}, (frame) => grid.scrollTo(0, (frame * 60) % (grid.scrollHeight - grid.clientHeight)));
  })()`)) as readonly number[];
}

/** Milliseconds between frames while a filter is typed and taken back, one letter every 8 frames. */
export async function typeFilter(page: Page, frames: number): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const input = document.querySelector('input');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const typed = 'lag:>100 group-0 topic:bench ';
    const gaps = await (${FRAMES})(${frames}, (frame) => {
      if (frame % 8 !== 0) return;
      setValue.call(input, typed.slice(0, (frame / 8) % typed.length));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    setValue.call(input, '');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return gaps;
  })()`)) as readonly number[];
}

/** Milliseconds from the click on the only row in view until the rows of the page that it opens have been painted. */
export async function openFirstRow(page: Page): Promise<number> {
  return (await page.evaluate(`(async () => {
    const startedAt = performance.now();
    document.querySelector('[role=grid] [role=row] [role=gridcell][aria-colindex="2"]').click(); // the first one holds its check box
    while (document.querySelector('table[aria-label="Partitions"] tbody td') === null) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame); // the frame with the rows is painted
    return performance.now() - startedAt;
  })()`)) as number;
}

const FRAMES = `async (count, act) => {
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < count; frame += 1) {
    act(frame);
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}`;
