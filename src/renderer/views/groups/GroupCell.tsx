import type { ReactNode } from 'react';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL, VERDICTS, type Verdict } from '../../../shared/verdict';
import { formatAge } from '../../format/format-age';
import { Age } from '../../ui/Age';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Sparkline } from '../../ui/Sparkline';
import { trendTitle } from '../../ui/trend-head';
import { Unknown } from '../../ui/Unknown';
import { VerdictMark } from '../../ui/VerdictMark';
import type { ColumnId } from './columns';
import type { GroupRowProps } from './GroupRow';

export interface GroupCellProps extends Pick<GroupRowProps, 'row' | 'groupId' | 'table' | 'trend' | 'now' | 'staleAfter'> {
  readonly column: ColumnId;
  readonly isOld: boolean;
}

/** What stands in one cell of the groups table. Unknown says why; zero is measured. */
export function GroupCell({ column, isOld, row, groupId, table, trend, now, staleAfter }: GroupCellProps) {
  if (row === -1) return column === 'group' ? <Name text={groupId} /> : column === 'verdict' ? 'no longer listed' : null;
  const { columns, names } = table;
  const verdict = VERDICTS[columns.verdict[row] ?? 0] ?? 'unknown';
  switch (column) {
    case 'verdict':
      return (
        <VerdictMark verdict={verdict} dimmed={isOld}>
          {sinceOf(columns.verdictSince[row] ?? Number.NaN, columns.verdictAtLeast[row] === 1, verdict, now)}
        </VerdictMark>
      );
    case 'group':
      return <Name text={groupId} />;
    case 'type':
      return wordOr(names.types[names.type[row] ?? -1], 'brokers before Kafka 3.8 do not tell the type');
    case 'state':
      return wordOr(names.states[names.state[row] ?? -1], verdict === 'no-permission' ? 'not allowed to describe this group' : 'its state could not be read');
    case 'assignor':
      return wordOr(names.assignors[names.assignor[row] ?? -1], columns.members[row] === 0 ? 'no member, so no assignor' : 'not told by its coordinator');
    case 'members':
      return figureOr(columns.members[row] ?? -1, 'its members could not be read');
    case 'topics':
      return topicsOf(table, row, verdict);
    case 'partitions':
      return verdict === 'no-permission' && (columns.partitions[row] ?? 0) === 0 ? <Unknown reason="not allowed to describe this group" /> : figureOr(columns.partitions[row] ?? -1, 'its partitions could not be read');
    case 'lag':
      return <LagFigure lag={columns.totalLag[row] ?? Number.NaN} unknownPartitions={columns.unknownPartitions[row] ?? 0} reason={LAG_UNKNOWN[verdict] ?? 'its offsets could not be read'} />;
    case 'trend':
      return trend === null ? null : <span title={trendTitle(trend.spanMs)}><Sparkline values={trend.values} from={trend.from} count={trend.count} tone={TONES[VERDICT_LEVEL[verdict]]} /></span>;
    case 'worst': {
      const topic = names.topics[columns.worstTopic[row] ?? -1];
      return topic === undefined ? <Unknown reason="no partition with a known lag" /> : <Name text={topic} suffix={`-${columns.worstPartition[row] ?? 0}`} />;
    }
    case 'age':
      return <Age at={columns.sampledAt[row] ?? Number.NaN} now={now} staleAfterMs={staleAfter} />;
  }
}

const TONES = { broken: 'critical', behind: 'warning', moving: 'plain', unknown: 'plain', ok: 'calm' } as const;

function sinceOf(since: number, atLeast: boolean, verdict: Verdict, now: number): ReactNode {
  if (Number.isNaN(since) || VERDICT_LEVEL[verdict] === 'ok' || VERDICT_LEVEL[verdict] === 'unknown') return null;
  const age = formatAge(now - since);
  return atLeast ? <span title={`for at least ${age}: it was so when Offsight first looked`}>≥ {age}</span> : age;
}

function wordOr(word: string | null | undefined, reason: string): ReactNode {
  return word === null || word === undefined ? <Unknown reason={reason} /> : <Name text={word} />;
}

function figureOr(figure: number, reason: string): ReactNode {
  return figure < 0 ? <Unknown reason={reason} /> : formatCount(figure);
}

function topicsOf(table: GroupRowProps['table'], row: number, verdict: Verdict): ReactNode {
  const count = (table.names.topicFrom[row + 1] ?? 0) - (table.names.topicFrom[row] ?? 0);
  return count === 0 && verdict === 'no-permission' ? <Unknown reason="not allowed to describe this group" /> : formatCount(count);
}

const LAG_UNKNOWN: Readonly<Partial<Record<Verdict, string>>> = {
  'not-committing': 'nothing committed, so there is no lag to count',
  'no-permission': 'not allowed to read its offsets',
};
