import { formatCounted } from '../../../shared/text';
import type { PlannedGroup } from '../../../shared/reset';
import { Button } from '../../ui/Button';
import { effectOf, planAside, planSentence } from './plan-text';
import { PlanTimesBar } from './PlanTimesBar';
import styles from './PlanSheet.module.css';
import type { TimesOfPlan } from './use-plan-times';

interface PlanEffectTextProps {
  readonly groups: readonly PlannedGroup[];
  readonly times: TimesOfPlan;
  readonly onToLatest: (() => void) | null;
}

/** What a plan would do, in a sentence; and the choice for partitions that have no record as new as the time. */
export function PlanEffectText({ groups, times, onToLatest }: PlanEffectTextProps) {
  const isShut = groups.length > 0 && groups.every(({ refusal }) => refusal !== null);
  const counted = isShut ? groups : groups.filter(({ refusal }) => refusal === null);
  const effect = effectOf(counted);
  const { what, again, never } = planSentence(effect);
  const waiting = counted.flatMap(({ partitions }) => partitions).filter(({ problem }) => problem?.code === 'NO_RECORD_AT_OR_AFTER').length;
  return (
    <div className={styles.effect}>
      <p className={styles.sentence}>
        <b>{isShut && effect.changing > 0 ? `What it would do: ${what}` : what}</b> {again}
        {again !== null && never !== null ? ', ' : ''}
        {never === null ? null : <span className={styles.never}>{never}</span>}
        {again === null && never === null ? '' : '.'}
      </p>
      <p className={styles.note}>{planAside(effect)}</p>
      {waiting === 0 || onToLatest === null ? null : (
        <p className={styles.note}>
          {formatCounted(waiting, 'partition')} {waiting === 1 ? 'has' : 'have'} no record at or after that time.{' '}
          <Button small onClick={onToLatest}>
            Move {waiting === 1 ? 'it' : 'them'} to the log end
          </Button>
        </p>
      )}
      {effect.changing === 0 ? null : <PlanTimesBar times={times} />}
    </div>
  );
}
