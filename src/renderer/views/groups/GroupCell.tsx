import type { ReactNode } from 'react';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL, VERDICTS, type Verdict } from '../../../shared/verdict';
import type { LoadedGroups } from '../../state/groups-table';
import type { Trend } from '../../state/use-trends';
import { Age } from '../../ui/Age';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Sparkline } from '../../ui/Sparkline';
import { StormMark } from '../../ui/StormMark';
import { TREND_TONES, trendTitle } from '../../ui/trend-words';
import { Unknown } from '../../ui/Unknown';
import { VerdictSince } from '../../ui/VerdictSince';
import type { NotCounted } from '../../format/lag-bound';
import type { ColumnId } from './columns';
import { isReadInPart, READ_IN_PART, whyLagUnknown } from './lag-unknown';
import { WorstPartition } from './WorstPartition';

interface GroupCellProps {
  readonly column: ColumnId;
  /** Its row in the table, -1: gone. */
  readonly row: number;
  readonly groupId: string;
  readonly table: LoadedGroups;
  readonly trend: Trend | null;
  readonly now: number;
  readonly staleAfter: number;
  readonly isOld: boolean;
}

/** What stands in one cell of the groups table. Unknown says why; zero is measured. */
export function GroupCell({ column, isOld, row, groupId, table, trend, now, staleAfter }: GroupCellProps) {
  if (row === -1) return column === 'group' ? <Name text={groupId} /> : column === 'verdict' ? 'no longer listed' : null;
  const { columns, names } = table;
  const verdict = VERDICTS[columns.verdict[row] ?? 0] ?? 'unknown';
  const missing: NotCounted = {
    unknownPartitions: columns.unknownPartitions[row] ?? 0,
    uncommittedPartitions: columns.uncommittedPartitions[row] ?? 0,
    offsetWord: names.types[names.type[row] ?? -1] === 'share' ? 'start offset' : 'committed offset',
  };
  const isPartlyRead = !isOld && isReadInPart(verdict, missing);
  switch (column) {
    case 'verdict':
      return (
        <>
          <VerdictSince verdict={verdict} since={columns.verdictSince[row] ?? Number.NaN} atLeast={columns.verdictAtLeast[row] === 1} readAt={columns.sampledAt[row] ?? Number.NaN} dimmed={isOld} />
          <StormMark storm={table.storms.find((each) => each.row === row)?.storm ?? null} />
        </>
      );
    case 'group':
      return <Name text={groupId} />;
    case 'type':
      return wordOr(names.types[names.type[row] ?? -1], 'brokers before Kafka 3.8 do not tell the type');
    case 'state':
      return wordOr(names.states[names.state[row] ?? -1], verdict === 'no-permission' ? 'not allowed to describe this group' : 'its state could not be read');
    case 'assignor':
      return columns.members[row] === 0 ? NONE : wordOr(names.assignors[names.assignor[row] ?? -1], 'not told by its coordinator');
    case 'members':
      return figureOr(columns.members[row] ?? -1, 'its members could not be read');
    case 'topics':
      return topicsOf(table, row, verdict);
    case 'partitions':
      return verdict === 'no-permission' && (columns.partitions[row] ?? 0) === 0 ? <Unknown reason="not allowed to describe this group" /> : figureOr(columns.partitions[row] ?? -1, 'its partitions could not be read');
    case 'lag':
      return <LagFigure lag={columns.totalLag[row] ?? Number.NaN} {...missing} reason={whyLagUnknown(verdict)} />;
    case 'trend':
      return trend === null || isPartlyRead ? null : <span title={trendTitle(trend.spanMs)}><Sparkline width={48} values={trend.values} from={trend.from} count={trend.count} tone={TREND_TONES[VERDICT_LEVEL[verdict]]} /></span>;
    case 'worst': {
      const topic = names.topics[columns.worstTopic[row] ?? -1];
      return <WorstPartition place={topic === undefined ? null : { topic, partition: columns.worstPartition[row] ?? 0 }} totalLag={columns.totalLag[row] ?? Number.NaN} {...missing} />;
    }
    case 'age':
      return isPartlyRead ? <Unknown reason={READ_IN_PART} /> : <Age at={columns.sampledAt[row] ?? Number.NaN} now={now} staleAfterMs={staleAfter} />;
  }
}

/** Known to be none, which is not unknown. */
const NONE = <span className="dim">none</span>;

function wordOr(word: string | null | undefined, reason: string): ReactNode {
  return word === null || word === undefined ? <Unknown reason={reason} /> : <Name text={word} />;
}

function figureOr(figure: number, reason: string): ReactNode {
  return figure < 0 ? <Unknown reason={reason} /> : formatCount(figure);
}

function topicsOf(table: LoadedGroups, row: number, verdict: Verdict): ReactNode {
  const count = (table.names.topicFrom[row + 1] ?? 0) - (table.names.topicFrom[row] ?? 0);
  return count === 0 && verdict === 'no-permission' ? <Unknown reason="not allowed to describe this group" /> : formatCount(count);
}
