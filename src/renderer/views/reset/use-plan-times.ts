import { useEffect, useMemo, useState } from 'react';
import type { PlanTimes, PositionTimes } from '../../../shared/plan-times';
import type { Result } from '../../../shared/result';
import { cancelPlanTimes, readPlanTimes } from '../../state/reset-actions';

export interface TimesOfPlan {
  readonly isReading: boolean;
  /** Null: not asked for, or they could not be read. */
  readonly result: Result<PlanTimes> | null;
  of(groupId: string, topic: string, partition: number): PositionTimes | null;
  read(): void;
  cancel(): void;
}

/** Times of the records at a plan's positions, when somebody asks for them. Another plan has none yet. */
export function usePlanTimes(profileId: string, planId: string | null): TimesOfPlan {
  const [known, setKnown] = useState<{ readonly planId: string; readonly result: Result<PlanTimes> | null } | null>(null);
  const mine = known !== null && known.planId === planId ? known : null;
  const times = useMemo(() => new Map((mine?.result?.ok === true ? mine.result.value.times : []).map((each) => [keyOf(each.groupId, each.topic, each.partition), each])), [mine]);
  const isReading = mine !== null && mine.result === null;
  useEffect(() => (isReading ? () => void cancelPlanTimes(profileId) : undefined), [isReading, profileId]);
  return {
    isReading,
    result: mine?.result ?? null,
    of: (groupId, topic, partition) => times.get(keyOf(groupId, topic, partition)) ?? null,
    read: () => {
      if (planId === null) return;
      setKnown({ planId, result: null });
      void readPlanTimes(profileId, planId).then((result) => setKnown((newest) => (newest?.planId === planId && newest.result === null ? { planId, result } : newest)));
    },
    cancel: () => setKnown(null),
  };
}

function keyOf(groupId: string, topic: string, partition: number): string {
  return JSON.stringify([groupId, topic, partition]);
}
