import { useMemo, useRef, useState } from 'react';
import type { GroupDetail } from '../../../shared/group';
import type { MemberChoice } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { isLowerBound } from '../../format/lag-bound';
import { Button } from '../../ui/Button';
import { FilterInput } from '../../ui/FilterInput';
import { hostName, memberNames, memberRows, type MemberRow } from '../group/member-rows';
import { silenceText } from '../group/silence-text';
import styles from './Members.module.css';

interface RemovalChoiceProps {
  /** Null: not known. */
  readonly detail: GroupDetail | null;
  /** Epoch ms. */
  readonly now: number;
  readonly which: MemberChoice;
  readonly onChoose: (which: MemberChoice) => void;
}

const FILTER_FROM = 12;
const MOST_LISTED = 200;

/** Who is to be removed: some, all of one host, or all. */
export function RemovalChoice({ detail, now, which, onChoose }: RemovalChoiceProps) {
  const known = useMemo(() => detail?.members ?? [], [detail]);
  const rows = useMemo(() => new Map((detail === null ? [] : memberRows(detail)).map((row) => [row.index, row])), [detail]);
  const silent = useMemo(() => new Map(detail?.silent.map((each) => [each.member, each])), [detail]);
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
          {silent.size === 0 ? null : (
            <Button small title="They commit nothing though records wait" onClick={() => onChoose({ kind: 'members', memberIds: [...silent.keys()].flatMap((index) => known[index]?.memberId ?? []) })}>
              Choose the {silent.size === 1 ? 'one that seems' : `${formatCount(silent.size)} that seem`} stopped
            </Button>
          )}
          {known.length > FILTER_FROM ? <FilterInput ref={filterField} label="Filter members" placeholder="Filter members" text={filter} onChange={setFilter} /> : null}
          <div className={styles.list} role="group" aria-label="Members" tabIndex={0}>
          {found.slice(0, MOST_LISTED).map((index) => {
            const member = known[index]!;
            const silence = silent.get(index);
            const quiet = detail === null || silence === undefined ? null : silenceText(detail, silence, now);
            return (
              <label key={member.memberId} title={displayName(member.memberId, 200)}>
                <input type="checkbox" aria-label={names[index]!.full} checked={chosen.has(member.memberId)} onChange={() => pick(member.memberId)} />
                <span className={styles.told}>
                  <span className={styles.member}><bdi>{names[index]!.main}</bdi><bdi>{names[index]!.suffix}</bdi></span>
                  <span className={styles.owns}>{ownsText(rows.get(index))}</span>
                  {quiet === null ? null : <span className={styles.silent} title={quiet.full}>no commit for {quiet.short}</span>}
                </span>
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

/** `2 partitions, lag 1,204`; of what is not known nothing. */
function ownsText(row: MemberRow | undefined): string {
  if (row === undefined || row.partitions === null) return 'what it owns is not told';
  const bound = isLowerBound(row) ? '≥ ' : '';
  return `${formatCounted(row.partitions, 'partition')}${row.lag === null ? '' : `, lag ${bound}${formatCount(row.lag)}`}`;
}
