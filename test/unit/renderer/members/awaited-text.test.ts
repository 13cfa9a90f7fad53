import { expect, test } from 'vitest';
import { awaitedText } from '../../../../src/renderer/views/members/awaited-text';
import { incident } from '../../../renderer/harness/fixtures/group-models';
import { detailOf } from '../../../renderer/harness/group-world';

test('a rebalance that would wait for somebody says so before it is triggered', () => {
  const detail = detailOf(incident(), 1_000_000, 1_000_000, 1);
  expect(awaitedText(detail)).toBeNull();
  expect(awaitedText({ ...detail, silent: [{ member: 1, since: detail.sampledAt - 21_000 }] })).toEqual({
    text: 'consumer-2 seems to have stopped: no commit for 21 s though records wait. The group will wait for it: if its process is dead, until the session time-out; if it hangs, until max.poll.interval.ms (5 min unless set otherwise).',
    only: detail.members?.[1]?.memberId,
  });
  expect(awaitedText({ ...detail, silent: [{ member: 1, since: detail.sampledAt - 21_000 }, { member: 2, since: detail.sampledAt - 9_000 }] })).toMatchObject({ only: null, text: expect.stringMatching(/^consumer-2, consumer-3 seem to have stopped: no commit for up to 21 s/u) });
});
