import { useMemo } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import type { ChartPartition } from '../../charts/chart-partition';
import { heatScale } from '../../charts/heat-scale';
import { HeatLegend } from '../../charts/HeatLegend';
import { OwnershipMatrix } from '../../charts/OwnershipMatrix';
import { displayName } from '../../../shared/display-name';
import { useStore } from '../../state/store';
import { Icon } from '../../ui/Icon';
import { Segmented } from '../../ui/Segmented';
import { VERDICT_ICON } from '../../ui/VerdictMark';
import { chartPreferences, prefer } from './chart-preferences';
import styles from './GroupPage.module.css';
import type { MemberRow } from './member-rows';
import { ownershipFinding } from './ownership-finding';
import { ownershipBy } from './ownership-by';
import { OwnershipTable } from './OwnershipTable';

interface OwnershipPanelProps {
  readonly detail: GroupDetail;
  readonly partitions: readonly ChartPartition[];
  readonly members: readonly MemberRow[];
  /** It has the width of the page, and can put the members of a host together. */
  readonly isWide?: boolean;
}

/** Who owns what, as a picture and as a table, and what that shows in a sentence. */
export function OwnershipPanel({ detail, partitions, members, isWide = false }: OwnershipPanelProps) {
  const { ownershipAs, ownershipBy: chosenBy } = useStore(chartPreferences);
  const by = isWide ? chosenBy : 'member';
  const finding = useMemo(() => ownershipFinding(detail, members), [detail, members]);
  const input = useMemo(() => ownershipBy(detail, members, by), [detail, members, by]);
  const scale = useMemo(() => heatScale(partitions.reduce((most, { lag }) => (lag > most ? lag : most), 0)), [partitions]);
  const topics = useMemo(() => detail.topics.map((topic) => displayName(topic, 80)), [detail.topics]);
  const label = `Who owns what. ${finding.headline === null ? '' : `${finding.headline}. `}${finding.text}`;
  const share = detail.groupType === 'share';
  return (
    <section className={isWide ? styles.wideOwnership : styles.ownershipPanel} aria-label={share ? 'Who takes part' : 'Who owns what'}>
      <div className={styles.panelHead}>
        <h3>{share ? 'Who takes part' : 'Who owns what'}</h3>
        {share ? null : (
          <span className={styles.controls}>
            {isWide && ownershipAs === 'matrix' ? <Segmented label="Rows by" options={ROWS} value={by} onChange={(value) => prefer({ ownershipBy: value })} /> : null}
            <Segmented label="Shown as" options={SHAPES} value={ownershipAs} onChange={(value) => prefer({ ownershipAs: value })} />
          </span>
        )}
      </div>
      <div className={styles.panelBody}>
        {share ? (
          <p className={styles.wait}>{shareText(detail)} {isWide ? '' : 'The Members tab lists them.'}</p>
        ) : detail.members === null ? (
          <p className={styles.wait}>The members are not known: the group could not be described.</p>
        ) : ownershipAs === 'table' ? (
          <OwnershipTable members={members} />
        ) : (
          <OwnershipMatrix rows={input.rows} partitions={partitions} owner={input.owner} target={input.target} topic={detail.columns.topic} number={detail.columns.partition} topics={topics} scale={scale} label={label}>
            <div className={styles.finding}>
              <HeatLegend scale={scale} showsUncommitted={partitions.some(({ missingOffset }) => missingOffset !== null)} showsComing={input.target.some((row) => row >= 0)} />
              {finding.headline === null || finding.verdict === null ? null : (
                <p className={VERDICT_LEVEL[finding.verdict] === 'broken' ? styles.critical : styles.notable}>
                  {VERDICT_LEVEL[finding.verdict] === 'broken' ? <Icon name={VERDICT_ICON[finding.verdict]} /> : null} <bdi>{finding.headline}</bdi>
                </p>
              )}
              <p className={styles.findingText} title={finding.text}>
                <bdi>{finding.text}</bdi>
              </p>
            </div>
          </OwnershipMatrix>
        )}
      </div>
    </section>
  );
}

/** Share groups hand out records and not partitions. */
function shareText({ members, columns }: GroupDetail): string {
  const partitions = columns.partition.length === 1 ? 'the partition' : `all ${formatCount(columns.partition.length)} partitions`;
  if (members === null) return 'The members are not known: the group could not be described.';
  if (members.length === 0) return `No member: nobody takes records of ${partitions}.`;
  return `${members.length === 1 ? 'The one member takes' : `${formatCount(members.length)} members share`} ${partitions}: each takes records of any of them, one by one.`;
}

const ROWS = [
  { value: 'member', label: 'Member' },
  { value: 'client', label: 'Client id' },
  { value: 'host', label: 'Host' },
] as const;
const SHAPES = [
  { value: 'matrix', label: 'Matrix' },
  { value: 'table', label: 'Table' },
] as const;
