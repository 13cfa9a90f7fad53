import { connect } from 'node:net';
import { expect, test } from './support/offsight';

test('“Try the demo” shows two real clusters, and quitting ends them', async ({ offsight, start }) => {
  test.setTimeout(300_000);
  const { page, invoke } = offsight;
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect.poll(() => invoke('app:read').then(({ demo }) => demo.state), { timeout: 240_000 }).toBe('running');
  await expect.poll(() => invoke('clusters:read').then((clusters) => clusters.map(({ state }) => state)), { timeout: 60_000 }).toEqual(['current', 'current']);
  const clusters = await invoke('clusters:read');
  expect(clusters.map(({ brokers }) => brokers.length).sort()).toEqual([1, 3]);
  for (const { profile } of clusters) await expect(page.getByText(profile.name).first()).toBeVisible();

  expect(await offsight.quit()).toBeLessThan(1_000);
  const ports = clusters.flatMap(({ brokers }) => brokers.map(({ port }) => port));
  await expect.poll(async () => (await Promise.all(ports.map(isOpen))).includes(true), { timeout: 30_000 }).toBe(false);

  // They are gone for good, so the next start does not look for them.
  const second = await start();
  await expect.poll(() => second.invoke('clusters:read')).toEqual([]);
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
