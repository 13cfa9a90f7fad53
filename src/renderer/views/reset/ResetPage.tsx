import { useMemo, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { ResetRequest, WishedOffset } from '../../../shared/reset';
import { formatCounted } from '../../../shared/text';
import { useGroupDetails, type GroupDetails } from '../../state/group-details';
import { leaveFor, pageOfGroups, useVisit } from '../../state/route';
import { useSettings } from '../../state/settings';
import { recall, useViewMemory } from '../../state/view-memory';
import { EmptyState } from '../../ui/EmptyState';
import { DeleteChosen } from './DeleteChosen';
import { PartitionTree } from './PartitionTree';
import { PlanSheet } from './PlanSheet';
import sheet from './PlanSheet.module.css';
import { chooseAll, chosenOf, chosenOwnTargets, isAllChosen, scopeOf, topicsOf, type OwnTargets, type Selection } from './selection';
import { NAMING_KINDS, PAST_ONE_RECORD, readDraft, SHARE_KINDS, TARGET_KINDS, TO_CURRENT, TO_SOME_TIME, type TargetDraft } from './target-draft';
import { TargetChoice } from './TargetChoice';
import { tickLines, unusedLines, withFilePartitions } from './unused-lines';
import { useKnownTopics } from './use-known-topics';
import { usePlan } from './use-plan';

const NO_OFFSETS: readonly WishedOffset[] = [];

interface ResetPageProps {
  readonly cluster: ClusterSummary;
  readonly groupIds: readonly string[];
  /** Begin with this partition alone, to be moved past its next record. */
  readonly only: { readonly topic: string; readonly partition: number } | null;
}

/** Changing the offsets of groups: what, where to, what it would do, and then (only by its own button) doing it. */
export function ResetPage({ cluster, groupIds, only }: ResetPageProps) {
  const [ids] = useState(groupIds);
  const read = useGroupDetails(cluster.profile.profileId, ids);
  if (read === null) return <EmptyState title={ids.length === 1 ? 'Reading the group…' : 'Reading the groups…'} />;
  const [failure] = read.failures;
  if (read.details.length === 0) return <EmptyState title={displayName(failure?.message ?? 'No group was chosen.', 400)} />;
  return <Sheet cluster={cluster} groupIds={ids} read={read} only={only} />;
}

/** What is chosen on the sheet. */
interface Choice {
  readonly selection: Selection;
  readonly own: OwnTargets;
  readonly draft: TargetDraft;
  readonly whenNoRecord: ResetRequest['whenNoRecord'];
}

interface SheetProps extends ResetPageProps {
  readonly read: GroupDetails;
}

function Sheet({ cluster, groupIds, read, only }: SheetProps) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const committed = useMemo(() => topicsOf(read.details), [read]);
  const isShare = read.details.every(({ groupType }) => groupType === 'share');
  const initial = useMemo((): Choice => ({ selection: only === null ? chooseAll(committed) : new Map([[only.topic, new Set([only.partition])]]), own: new Map(), draft: isShare ? TO_SOME_TIME : only === null ? TO_CURRENT : PAST_ONE_RECORD, whenNoRecord: 'ask' }), [committed, only, isShare]);
  const key = `reset ${useVisit()}`;
  const [choice, setChoice] = useViewMemory(key, initial);
  // Two changes of one event build on each other.
  const choose = (part: Partial<Choice>): void => setChoice({ ...recall(key, choice), ...part });
  const { own, draft, whenNoRecord } = choice;
  const { target } = useMemo(() => readDraft(draft, zone), [draft, zone]);
  const known = useKnownTopics(profileId);
  const offsets = draft.kind === 'from-file' ? (draft.file?.offsets ?? NO_OFFSETS) : NO_OFFSETS;
  const topics = useMemo(() => (offsets.length === 0 ? committed : withFilePartitions(committed, offsets, groupIds, known)), [committed, offsets, groupIds, known]);
  // A partition that only a file names is chosen only while the file is.
  const selection = useMemo(() => chosenOf(choice.selection, topics), [choice.selection, topics]);
  const redraft = (changed: TargetDraft): void => {
    // What was all of the group becomes all of the file as well.
    const isNew = changed.file !== null && changed.file !== draft.file && isAllChosen(selection, topics);
    choose({ draft: changed, ...(isNew ? { selection: chooseAll(withFilePartitions(committed, changed.file?.offsets ?? [], groupIds, known)) } : {}) });
  };
  const request = useMemo((): ResetRequest | null => {
    if (target === null || selection.size === 0) return null;
    const isOne = groupIds.length === 1;
    // What names its partitions itself may name some that were never committed: they are in "all" as well.
    const isAll = NAMING_KINDS.has(draft.kind) && draft.kind !== 'from-file' && (isOne || draft.kind !== 'to-group') && isAllChosen(selection, topics);
    return { groupIds, target, scope: isAll ? { kind: 'all-topics' } : scopeOf(selection, !isOne), ownTargets: chosenOwnTargets(own, selection), whenNoRecord, createGroups: false };
  }, [target, draft.kind, topics, selection, own, whenNoRecord, groupIds]);
  const planning = usePlan(profileId, request);
  const unused = useMemo(() => (request === null ? [] : unusedLines(offsets, groupIds, request.scope, known)), [offsets, groupIds, request, known]);
  const [first = ''] = groupIds;
  return (
    <PlanSheet
      cluster={cluster}
      title="Reset offsets of"
      subject={groupIds.length === 1 ? first : formatCounted(groupIds.length, 'group')}
      groupIds={groupIds}
      verb="Reset"
      planning={planning}
      form={
        <section className={sheet.form} aria-label="What and where to">
          <h3>Which partitions</h3>
          <PartitionTree topics={topics} selection={selection} onChange={(changed) => choose({ selection: changed })} own={isShare ? null : { targets: own, onChange: (changed) => choose({ own: changed }) }} />
          {read.failures.length === 0 ? null : <p className={sheet.aside}>{formatCounted(read.failures.length, 'group')} could not be read here; the plan reads {read.failures.length === 1 ? 'it' : 'them'} all the same.</p>}
          {groupIds.length > 1 || isShare ? null : <DeleteChosen profileId={profileId} groupId={first} selection={selection} />}
          <TargetChoice cluster={cluster} groupIds={groupIds} draft={draft} zone={zone} onChange={redraft} kinds={isShare ? SHARE_KINDS : TARGET_KINDS} unused={unused} onTick={() => choose({ selection: tickLines(selection, unused) })} />
        </section>
      }
      empty={selection.size === 0 ? 'Choose partitions.' : target === null ? `Say where to.${inUseText(read)}` : 'Making the plan…'}
      onToLatest={whenNoRecord === 'ask' ? () => choose({ whenNoRecord: 'to-latest' }) : null}
      onLeave={() => leaveFor(pageOfGroups(profileId, groupIds))}
    />
  );
}

/** Said before there is a plan, which says it with names: a time is not typed in vain. */
function inUseText({ details }: GroupDetails): string {
  const inUse = details.filter(({ members }) => members !== null && members.length > 0).length;
  if (inUse === 0) return '';
  return details.length === 1 ? ' The group has members: Kafka refuses to change it until they are stopped.' : ` ${formatCounted(inUse, 'group')} of these ${inUse === 1 ? 'has' : 'have'} members: Kafka refuses to change ${inUse === 1 ? 'it' : 'them'} until they are stopped.`;
}
