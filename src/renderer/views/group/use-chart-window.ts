import type { GroupVerdict } from '../../../shared/group';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import type { Reading } from '../../state/reader';
import { useStore } from '../../state/store';
import { chartPreferences, fittingWindow, type ChartWindow } from './chart-preferences';
import { useGroupHistory, type HeldHistory } from './use-group-history';

/** The window that the lag chart shows (the chosen one, else one that fits) and the history read for it. `verdict` null: not read yet. */
export function useChartWindow(profileId: string, groupId: string, verdict: GroupVerdict | null, revision: number, now: number): { readonly chartWindow: ChartWindow; readonly history: Reading<HeldHistory> } {
  const { window: chosen } = useStore(chartPreferences);
  const troubleMs = verdict === null || verdict.since === null || VERDICT_LEVEL[verdict.verdict] === 'ok' ? null : now - verdict.since;
  const history = useGroupHistory(profileId, groupId, Number(chosen ?? fittingWindow(null, troubleMs)), revision);
  const first = history.value?.samples.times[0];
  return { chartWindow: chosen ?? fittingWindow(first === undefined ? null : now - first, troubleMs), history };
}
