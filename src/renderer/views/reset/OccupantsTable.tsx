import type { ReactNode, RefObject } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { formatTime, type TimeZoneChoice } from '../../format/format-time';
import tableStyles from '../../styles/table.module.css';
import { hostName } from '../group/member-rows';
import styles from './OccupantsTable.module.css';
import type { Occupant } from './use-occupants';

const MOST_SHOWN = 100;

/** Who is in the way: the processes to stop, by where they run. */
export function OccupantsTable({ ref, occupants, zone }: { readonly ref: RefObject<HTMLTableElement | null>; readonly occupants: readonly Occupant[]; readonly zone: TimeZoneChoice }) {
  const all = [...occupants].sort(
    (left, right) => Number(left.hasLeft) - Number(right.hasLeft) || compareNames(left.groupId, right.groupId) || compareNames(left.member.clientId, right.member.clientId) || compareNames(left.member.host, right.member.host),
  );
  const isSeveral = new Set(all.map(({ groupId }) => groupId)).size > 1;
  return (
    <div className={styles.members} tabIndex={0} role="region" aria-label="Members">
      <table ref={ref} className={`selectable ${tableStyles.table} ${tableStyles.dense} ${tableStyles.sticky}`} aria-label="Members">
        <thead>
          <tr>
            {isSeveral ? <th scope="col">Group</th> : null}
            <th scope="col">Client</th>
            <th scope="col">Host</th>
            <th scope="col">Instance id</th>
            <th scope="col">Member id</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, MOST_SHOWN).map(({ groupId, member, seenAt, hasLeft }) => (
            <tr className={hasLeft ? 'dim' : undefined} key={`${groupId} ${member.memberId}`}>
              {isSeveral ? (
                <td>
                  {plain(groupId)}
                </td>
              ) : null}
              <td>
                <b>
                  {plain(member.clientId)}
                </b>
              </td>
              <td className="mono" title={displayName(member.host, 300)}>
                {displayName(hostName(member.host), 80)}
              </td>
              <td>{member.groupInstanceId === null ? <span className="dim">none</span> : plain(member.groupInstanceId)}</td>
              <td className="dim">
                {plain(member.memberId)}
              </td>
              <td className="mono">
                {formatTime(seenAt, zone)}
                {hasLeft ? ', has left' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {all.length > MOST_SHOWN ? <p className={styles.more}>and {formatCount(all.length - MOST_SHOWN)} more</p> : null}
    </div>
  );
}

/** Without boxes of its own, so that a copied row is a line. */
function plain(name: string): ReactNode {
  const shown = displayName(name);
  return <bdi title={shown}>{shown}</bdi>;
}
