import type { ClusterSummary } from '../../../shared/cluster';
import { formatCount } from '../../../shared/text';
import type { VerdictLevel } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { staleAfterMs } from '../../state/freshness';
import { navigate } from '../../state/route';
import table from '../../styles/table.module.css';
import { Age } from '../../ui/Age';
import { EnvironmentTag } from '../../ui/EnvironmentTag';
import { Figure } from '../../ui/Figure';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { LevelMark } from '../../ui/VerdictMark';
import { answeringBrokers, connectionCondition } from '../cluster/cluster-condition';
import { ConditionMark } from '../cluster/ConditionMark';
import styles from './ClustersTable.module.css';

const LEVELS: readonly (readonly [level: VerdictLevel, label: string])[] = [
  ['broken', 'Broken'],
  ['behind', 'Behind'],
  ['moving', 'Moving'],
  ['ok', 'OK'],
  ['unknown', 'Unknown'],
];
const NOT_READ = 'nothing was read from this cluster yet';

/** Every cluster: its connection, its brokers, its groups by verdict, its worst lag, its age. */
export function ClustersTable({ clusters, now, selected }: { readonly clusters: readonly ClusterSummary[]; readonly now: number; readonly selected: number }) {
  return (
    <table className={`${table.table} ${styles.clusters}`}>
      <thead>
        <tr>
          <th className={styles.cluster}>Cluster</th>
          <th className={styles.environment}>Environment</th>
          <th className={styles.connection}>Connection</th>
          <th className={`${table.num} ${styles.kafka}`}>Kafka</th>
          <th className={`${table.num} ${styles.brokers}`}>Brokers</th>
          <th className={`${table.num} ${styles.groups}`}>Groups</th>
          {LEVELS.map(([level, label]) => (
            <th key={level} className={`${table.num} ${level === 'unknown' ? styles.unknown : styles.level}`}>
              {label}
            </th>
          ))}
          <th className={`${table.num} ${styles.lag}`}>Worst lag</th>
          <th className={styles.worst}>Its group</th>
          <th className={`${table.num} ${styles.age}`}>Age</th>
        </tr>
      </thead>
      <tbody>
        {clusters.map((cluster, at) => (
          <ClusterRow key={cluster.profile.profileId} cluster={cluster} now={now} at={at} isSelected={at === selected} />
        ))}
      </tbody>
    </table>
  );
}

function ClusterRow({ cluster, now, at, isSelected }: { readonly cluster: ClusterSummary; readonly now: number; readonly at: number; readonly isSelected: boolean }) {
  const { profile, verdicts } = cluster;
  const staleAfter = staleAfterMs(profile);
  const isOld = cluster.sampledAt === null || now - cluster.sampledAt > staleAfter;
  const open = () => navigate({ kind: 'groups', profileId: profile.profileId });
  return (
    <tr data-row={at} aria-selected={isSelected} className={[table.link, isOld ? table.old : '', isSelected ? table.selected : ''].join(' ')} onClick={open}>
      <td>
        <button type="button" className={`cut ${table.name} ${styles.open}`} onClick={open}>
          <Name text={profile.name} />
        </button>
      </td>
      <td>
        <EnvironmentTag environment={profile.environment} />
      </td>
      <td title={cluster.failure === null ? undefined : displayName(cluster.failure.message, 600)}>
        <ConditionMark condition={connectionCondition(cluster, now)} capital />
      </td>
      <td className={`${table.num} ${styles.kafka}`}>{cluster.kafkaVersion === null ? <Unknown reason="not connected yet" /> : <Name text={cluster.kafkaVersion} />}</td>
      <td className={table.num}>
        {cluster.brokers.length === 0 ? <Unknown reason="not connected yet" /> : `${formatCount(answeringBrokers(cluster))} / ${formatCount(cluster.brokers.length)}`}
      </td>
      <td className={table.num}>
        <Figure value={cluster.groups} reason={NOT_READ} />
      </td>
      {LEVELS.map(([level]) => (
        <td key={level} className={table.num}>
          {verdicts === null ? <Unknown reason={NOT_READ} /> : <LevelCount level={level} count={verdicts[level]} />}
        </td>
      ))}
      <td className={`${table.num} med`}>{cluster.worst === null ? (cluster.verdicts === null ? <Unknown reason={NOT_READ} /> : null) : <Figure value={cluster.worst.lag} reason="its lag is not known" />}</td>
      <td className={`sec ${styles.worst}`}>{cluster.worst === null ? null : <Name text={cluster.worst.groupId} />}</td>
      <td className={table.age}>
        <Age at={cluster.sampledAt} now={now} staleAfterMs={staleAfter} />
      </td>
    </tr>
  );
}

function LevelCount({ level, count }: { readonly level: VerdictLevel; readonly count: number }) {
  if (count === 0) return <span className={table.zero}>0</span>;
  return level === 'ok' ? formatCount(count) : <LevelMark level={level}>{formatCount(count)}</LevelMark>;
}
