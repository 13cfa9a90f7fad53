import { describe, expect, it } from 'vitest';
import { pastTense } from '../../../../src/renderer/views/group/past-tense';

describe('what was said of a group, when it is not renewed', () => {
  it('claims nothing of now', () => {
    expect([
      ' keeps up: nothing waits.',
      ' keeps up: 3 records wait.',
      ' is stopped: at least 1,200 records wait and it has no member to read them.',
      ' is stalled on orders-3: committed offset 41,000 has not moved for at least 2 min 4 s while consumer-2 is in the group; 2 partitions stand still.',
      ' has no member, and nothing waits for it.',
      ' lost records on orders-3: 12 already deleted, unread; of the lag of 15 records 3 are still there, and it has no member to read them.',
      ' has no member, yet offsets are committed: 9 records wait.',
      ' cannot be read with these credentials.',
      'No member is in the group.',
    ].map(pastTense)).toEqual([
      ' kept up: nothing waited.',
      ' kept up: 3 records waited.',
      ' was stopped: at least 1,200 records waited and it had no member to read them.',
      ' was stalled on orders-3: committed offset 41,000 had not moved for at least 2 min 4 s while consumer-2 was in the group; 2 partitions stood still.',
      ' had no member, and nothing waited for it.',
      ' had lost records on orders-3: 12 already deleted, unread; of the lag of 15 records 3 were still there, and it had no member to read them.',
      ' had no member, yet offsets were committed: 9 records waited.',
      ' could not be read with these credentials.',
      'No member was in the group.',
    ]);
  });
});
