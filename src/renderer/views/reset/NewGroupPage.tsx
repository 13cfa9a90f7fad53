import { useMemo, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { ResetRequest } from '../../../shared/reset';
import { compareNames } from '../../format/compare-names';
import { useFreshReading } from '../../state/reading';
import { leaveFor } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Input } from '../../ui/Input';
import { PartitionTree } from './PartitionTree';
import { PlanSheet } from './PlanSheet';
import sheet from './PlanSheet.module.css';
import { scopeOf, type Selection, type TopicToChoose } from './selection';
import { NAMING_KINDS, readDraft, TO_CURRENT, type TargetDraft } from './target-draft';
import { TargetChoice } from './TargetChoice';
import { tickLines, unusedLines } from './unused-lines';
import { useKnownTopics } from './use-known-topics';
import { usePlan } from './use-plan';

const KINDS = ['to-earliest', 'to-latest', 'to-offset', 'to-datetime', 'by-duration', 'to-group', 'from-file'] as const;

/** A group that does not exist yet, made by committing its offsets. */
export function NewGroupPage({ cluster }: { readonly cluster: ClusterSummary }) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const reading = useFreshReading('topics:read', { profileId });
  const topics = useMemo(() => [...(reading.value ?? [])].sort((left, right) => compareNames(left.topic, right.topic)).flatMap(({ topic, partitions }): TopicToChoose[] => (partitions === null ? [] : [{ topic, partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, said: '' })) }])), [reading.value]);
  const [groupId, setGroupId] = useState('');
  const [selection, setSelection] = useState<Selection>(new Map());
  const [draft, setDraft] = useState<TargetDraft>({ ...TO_CURRENT, kind: 'to-latest' });
  const [whenNoRecord, setWhenNoRecord] = useState<'ask' | 'to-latest'>('ask');
  const { target } = useMemo(() => readDraft(draft, zone), [draft, zone]);
  const names = NAMING_KINDS.has(draft.kind);
  const request = useMemo((): ResetRequest | null => {
    if (groupId === '' || target === null || (selection.size === 0 && !names)) return null;
    return { groupIds: [groupId], target, scope: selection.size === 0 ? { kind: 'all-topics' } : scopeOf(selection), ownTargets: [], whenNoRecord, createGroups: true };
  }, [groupId, target, names, selection, whenNoRecord]);
  const planning = usePlan(profileId, request);
  const known = useKnownTopics(profileId);
  const unused = useMemo(() => (request === null || draft.kind !== 'from-file' ? [] : unusedLines(draft.file?.offsets ?? [], [groupId], request.scope, known)), [request, draft, groupId, known]);
  const exists = planning.plan?.groups.some(({ groupState }) => groupState !== null) === true;
  return (
    <PlanSheet
      cluster={cluster}
      title={exists ? 'This group exists: reset offsets of' : 'New group at offsets:'}
      subject={groupId}
      verb={exists ? 'Reset' : 'Create the group with'}
      planning={planning}
      form={
        <section className={sheet.form} aria-label="Which group, what and where to">
          <Input mono autoFocus aria-label="Name of the new group" placeholder="name of the new group" value={groupId} onChange={(event) => setGroupId(event.target.value)} />
          <PartitionTree topics={topics} selection={selection} onChange={setSelection} own={null} />
          <TargetChoice cluster={cluster} groupIds={[groupId]} draft={draft} zone={zone} onChange={setDraft} kinds={KINDS} unused={unused} onTick={() => setSelection(tickLines(selection, unused))} />
        </section>
      }
      empty={groupId === '' ? 'Type the new group’s name.' : selection.size === 0 && !names ? 'Choose partitions.' : target === null ? 'Say where to.' : 'Making the plan…'}
      onToLatest={whenNoRecord === 'ask' ? () => setWhenNoRecord('to-latest') : null}
      onLeave={() => leaveFor({ kind: 'groups', profileId })}
    />
  );
}
