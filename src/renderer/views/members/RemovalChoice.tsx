import { useMemo, useRef, useState } from 'react';
import type { GroupMember } from '../../../shared/group';
import type { MemberChoice } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { FilterInput } from '../../ui/FilterInput';
import { countPartitions } from '../group/assignment-text';
import { hostName, memberNames } from '../group/member-rows';
import styles from './Members.module.css';

interface RemovalChoiceProps {
  /** Null: not known. */
  readonly members: readonly GroupMember[] | null;
  readonly which: MemberChoice;
  readonly onChoose: (which: MemberChoice) => void;
}

const FILTER_FROM = 12;
const MOST_LISTED = 200;

/** Who is to be removed: some, all of one host, or all. */
export function RemovalChoice({ members, which, onChoose }: RemovalChoiceProps) {
  const known = useMemo(() => members ?? [], [members]);
  const hosts = useMemo(() => [...new Set(known.map(({ host }) => host))].sort(compareNames), [known]);
  const names = useMemo(() => memberNames(known), [known]);
  const order = useMemo(() => known.map((_, index) => index).sort((left, right) => compareNames(names[left]!.full, names[right]!.full)), [known, names]);
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  const found = order.filter((index) => `${names[index]!.full}\n${known[index]!.memberId}\n${known[index]!.host}`.toLowerCase().includes(filter.trim().toLowerCase()));
  const chosen = new Set(which.kind === 'members' ? which.memberIds : []);
  const [firstHost] = hosts;
  const pick = (memberId: string): void => {
    const others = known.filter((each) => chosen.has(each.memberId) && each.memberId !== memberId).map((each) => each.memberId); // who has left meanwhile is not chosen any more
    onChoose({ kind: 'members', memberIds: chosen.has(memberId) ? others : [...others, memberId] });
  };
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>Who</legend>
        <label className={styles.choice}>
          <input type="radio" name="which" checked={which.kind === 'members'} onChange={() => onChoose({ kind: 'members', memberIds: [] })} />
          single members
        </label>
        <label className={styles.choice}>
          <input type="radio" name="which" disabled={firstHost === undefined} checked={which.kind === 'host'} onChange={() => firstHost !== undefined && onChoose({ kind: 'host', host: firstHost })} />
          all of one host
        </label>
        {which.kind === 'host' ? (
          <select className={styles.select} aria-label="Host" value={which.host} onChange={(event) => onChoose({ kind: 'host', host: event.target.value })}>
            {hosts.map((host) => (
              <option key={host} value={host}>
                {displayName(hostName(host), 60)}, {formatCounted(known.filter((member) => member.host === host).length, 'member')}
              </option>
            ))}
          </select>
        ) : null}
        <label className={styles.choice}>
          <input type="radio" name="which" disabled={known.length === 0} checked={which.kind === 'all'} onChange={() => onChoose({ kind: 'all' })} />
          all {formatCounted(known.length, 'member')}
        </label>
      </fieldset>
      {which.kind === 'members' ? (
        <div className={styles.pick}>
          {known.length > FILTER_FROM ? <FilterInput ref={filterField} label="Filter members" placeholder="Filter members" text={filter} onChange={setFilter} /> : null}
          <div className={styles.list} role="group" aria-label="Members" tabIndex={0}>
          {found.slice(0, MOST_LISTED).map((index) => {
            const member = known[index]!;
            return (
              <label key={member.memberId} title={displayName(member.memberId, 200)}>
                <input type="checkbox" aria-label={names[index]!.full} checked={chosen.has(member.memberId)} onChange={() => pick(member.memberId)} />
                <span className={styles.member}><bdi>{names[index]!.main}</bdi><bdi>{names[index]!.suffix}</bdi></span>
                <span className={styles.owns}>{member.assignment === null ? '' : formatCount(countPartitions(member.assignment))}</span>
              </label>
            );
          })}
          {found.length > MOST_LISTED ? <p className={styles.more}>and {formatCount(found.length - MOST_LISTED)} more: filter for them</p> : null}
          {chosen.size > 0 && filter !== '' ? <p className={styles.more}>{formatCounted(chosen.size, 'member')} chosen in all</p> : null}
          </div>
        </div>
      ) : null}
    </>
  );
}
