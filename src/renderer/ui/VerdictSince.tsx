import { VERDICT_LEVEL, type Verdict } from '../../shared/verdict';
import { formatAge } from '../format/format-age';
import { VerdictMark } from './VerdictMark';

interface VerdictSinceProps {
  readonly verdict: Verdict;
  /** Epoch ms; NaN: not known. */
  readonly since: number;
  /** It was so at our first sample. */
  readonly atLeast: boolean;
  /** When the figures behind it were read, epoch ms: it is known for no longer. NaN: not known. */
  readonly readAt: number;
  readonly dimmed: boolean;
}

/** A verdict and for how long it holds; nobody asks that of what is well or not known. */
export function VerdictSince({ verdict, since, atLeast, readAt, dimmed }: VerdictSinceProps) {
  const level = VERDICT_LEVEL[verdict];
  if (Number.isNaN(since) || Number.isNaN(readAt) || level === 'ok' || level === 'unknown') return <VerdictMark verdict={verdict} dimmed={dimmed} />;
  const age = formatAge(readAt - since);
  return (
    <VerdictMark verdict={verdict} dimmed={dimmed}>
      {atLeast ? <span title={`for at least ${age}: it was so when Offsight first looked`}>≥ {age}</span> : age}
    </VerdictMark>
  );
}
