import { useMemo, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { GroupDetail } from '../../../shared/group';
import type { ResetRequest } from '../../../shared/reset';
import { useReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { EmptyState } from '../../ui/EmptyState';
import { PartitionTree } from './PartitionTree';
import { PlanSheet } from './PlanSheet';
import sheet from './PlanSheet.module.css';
import { chooseAll, scopeOf, topicsOf, type Selection } from './selection';
import { readDraft, type TargetDraft } from './target-draft';
import { TargetChoice } from './TargetChoice';
import { usePlan } from './use-plan';

interface ResetPageProps {
  readonly cluster: ClusterSummary;
  readonly groupId: string;
  /** Begin with this partition alone, to be moved past its next record. */
  readonly only: { readonly topic: string; readonly partition: number } | null;
}

/** Changing one group's offsets: what, where to, what it would do, and then (only by its own button) doing it. */
export function ResetPage({ cluster, groupId, only }: ResetPageProps) {
  const reading = useReading('group:read', { profileId: cluster.profile.profileId, groupId }, 0);
  if (reading.value === null) return <EmptyState title={reading.failure === null ? 'Reading the group…' : displayName(reading.failure.message, 400)} />;
  return <Sheet cluster={cluster} detail={reading.value} only={only} />;
}

function Sheet({ cluster, detail, only }: { readonly cluster: ClusterSummary; readonly detail: GroupDetail; readonly only: ResetPageProps['only'] }) {
  const { profileId } = cluster.profile;
  const { groupId } = detail;
  const { timeZone: zone } = useSettings();
  const topics = useMemo(() => topicsOf(detail), [detail]);
  const [selection, setSelection] = useState<Selection>(() => (only === null ? chooseAll(topics) : new Map([[only.topic, new Set([only.partition])]])));
  const [draft, setDraft] = useState<TargetDraft>(only === null ? { kind: 'to-current', texts: {} } : { kind: 'shift-by', texts: { 'shift-by': '1' } });
  const [whenNoRecord, setWhenNoRecord] = useState<'ask' | 'to-latest'>('ask');
  const { target } = useMemo(() => readDraft(draft, zone), [draft, zone]);
  const request = useMemo((): ResetRequest | null => (target === null || selection.size === 0 ? null : { groupIds: [groupId], target, scope: scopeOf(selection), ownTargets: [], whenNoRecord, createGroups: false }), [target, selection, whenNoRecord, groupId]);
  const planning = usePlan(profileId, request);
  return (
    <PlanSheet
      cluster={cluster}
      title="Reset offsets of"
      subject={groupId}
      verb="Reset"
      planning={planning}
      form={
        <section className={sheet.form} aria-label="What and where to">
          <h3>Which partitions</h3>
          <PartitionTree topics={topics} selection={selection} onChange={setSelection} />
          <TargetChoice draft={draft} zone={zone} onChange={setDraft} />
        </section>
      }
      empty={selection.size === 0 ? 'Choose partitions.' : target === null ? 'Say where to.' : 'Making the plan…'}
      onToLatest={whenNoRecord === 'ask' ? () => setWhenNoRecord('to-latest') : null}
      onLeave={() => navigate({ kind: 'group', profileId, groupId })}
    />
  );
}
