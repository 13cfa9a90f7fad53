import { displayName } from '../../../shared/display-name';
import type { PlanTimes } from '../../../shared/plan-times';
import { formatCounted, formatDuration } from '../../../shared/text';
import { Button } from '../../ui/Button';
import styles from './PlanSheet.module.css';
import type { TimesOfPlan } from './use-plan-times';

/** Asks for the times of records, and says the longest span between an old and a new position. */
export function PlanTimesBar({ times }: { readonly times: TimesOfPlan }) {
  const { result, isReading } = times;
  return (
    <p className={styles.note}>
      {isReading ? (
        <>
          <span role="status">Reading the times of the records…</span>{' '}
          <Button small onClick={times.cancel}>
            Stop reading
          </Button>
        </>
      ) : result === null ? (
        <Button small onClick={times.read}>
          Read record times
        </Button>
      ) : (
        <span role="status">{result.ok ? spanText(result.value) : `The times are not known: ${displayName(result.failure.message, 300)}`}</span>
      )}
    </p>
  );
}

function spanText({ times, failures }: PlanTimes): string {
  let longest: { readonly ms: number; readonly name: string } | null = null;
  for (const { topic, partition, oldAt, newAt } of times) {
    if (oldAt === null || newAt === null) continue;
    const ms = Math.abs(oldAt - newAt);
    if (longest === null || ms > longest.ms) longest = { ms, name: `${displayName(topic, 60)}-${partition}` };
  }
  const span = longest === null ? 'No partition has a record with a time at both positions.' : longest.ms === 0 ? 'The records at the old and the new positions have the same times.' : `The longest span of time is ${formatDuration(longest.ms)}, on ${longest.name}.`;
  const [failure] = failures;
  return failure === undefined ? span : `${span} Of ${formatCounted(failures.length, 'partition')} the times are not known: ${displayName(failure.message, 300)}`;
}
