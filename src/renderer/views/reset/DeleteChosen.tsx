import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { formatCounted } from '../../../shared/text';
import { countChosen, type Selection } from './selection';

/** Leads to deleting what is committed for the chosen partitions, instead of moving it. */
export function DeleteChosen({ profileId, groupId, selection }: { readonly profileId: string; readonly groupId: string; readonly selection: Selection }) {
  const count = countChosen(selection);
  const partitions = [...selection].flatMap(([topic, chosen]) => [...chosen].sort((left, right) => left - right).map((partition) => ({ topic, partition })));
  return (
    <p>
      <Button small disabled={count === 0} onClick={() => navigate({ kind: 'delete', profileId, wish: { kind: 'offsets', groupId, partitions } })}>
        Delete {formatCounted(count, 'commit')} instead…
      </Button>
    </p>
  );
}
