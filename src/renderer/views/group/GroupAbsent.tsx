import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import type { Reading } from '../../state/reader';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { isGone, NOT_READ_YET } from './group-gone';

/** The page before its group was read, or when it cannot be. */
export function GroupAbsent({ groupId, reading, onBack }: { readonly groupId: string; readonly reading: Reading<GroupDetail>; readonly onBack: () => void }) {
  const name = displayName(groupId, 120);
  if (reading.failure === null || reading.failure.code === NOT_READ_YET) {
    return (
      <EmptyState title={<bdi>{name}</bdi>} icon="clock">
        Reading its partitions, members and offsets…
      </EmptyState>
    );
  }
  const gone = isGone(reading.failure.code);
  return (
    <EmptyState
      icon={gone ? 'unknown' : 'down'}
      title={<bdi>{gone ? `${name} is not there` : `${name} could not be read`}</bdi>}
      actions={
        <>
          <Button onClick={reading.again}>Read again</Button>
          <Button kind="quiet" onClick={onBack}>All groups</Button>
        </>
      }
    >
      <bdi>{displayName(reading.failure.message, 1_000)}</bdi>
      {gone ? <span>A group goes when it is deleted, or when its last member has left and its committed offsets have expired. It shows up here again when it comes back.</span> : null}
    </EmptyState>
  );
}
