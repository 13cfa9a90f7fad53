import type { ClusterSummary } from '../../../shared/cluster';
import type { TimeZoneChoice } from '../../format/format-time';
import { formatZone } from '../../format/format-time';
import { Input } from '../../ui/Input';
import { FileTarget } from './FileTarget';
import { GroupTarget } from './GroupTarget';
import { SnapshotTarget } from './SnapshotTarget';
import { FIELDS, readDraft, TARGET_KINDS, type TargetDraft, type TargetKind } from './target-draft';
import { targetHint } from './target-hint';
import styles from './TargetChoice.module.css';
import type { UnusedLine } from './unused-lines';
import { UnusedLines } from './UnusedLines';

interface TargetChoiceProps {
  readonly cluster: ClusterSummary;
  /** Those that are being changed. */
  readonly groupIds: readonly string[];
  readonly draft: TargetDraft;
  readonly zone: TimeZoneChoice;
  readonly onChange: (draft: TargetDraft) => void;
  /** Left out: all of them. */
  readonly kinds?: readonly TargetKind[];
  /** Offsets of the file that the plan passes over, and ticking what they name. */
  readonly unused: readonly UnusedLine[];
  readonly onTick: () => void;
}

/** To which position: one of Kafka's own kinds, with its value. */
export function TargetChoice({ cluster, groupIds, draft, zone, onChange, kinds = TARGET_KINDS, unused, onTick }: TargetChoiceProps) {
  const field = FIELDS[draft.kind];
  const outcome = readDraft(draft, zone);
  const text = draft.texts[draft.kind] ?? '';
  const type = (typed: string): void => onChange({ ...draft, texts: { ...draft.texts, [draft.kind]: typed } });
  return (
    <fieldset className={styles.choice}>
      <legend>To which position</legend>
      <div className={styles.kinds}>
        {kinds.map((kind) => (
          <label key={kind} className={kind === draft.kind ? styles.on : styles.off}>
            <input type="radio" name="target" checked={kind === draft.kind} onChange={() => onChange({ ...draft, kind })} />
            {kind}
          </label>
        ))}
      </div>
      {draft.kind === 'to-group' ? <GroupTarget cluster={cluster} except={groupIds} groupId={text} onChoose={type} /> : null}
      {draft.kind === 'from-file' ? <FileTarget file={draft.file} onRead={(file) => onChange({ ...draft, file })} /> : null}
      {draft.kind === 'from-file' ? <UnusedLines lines={unused} onTick={onTick} /> : null}
      {draft.kind === 'to-snapshot' ? <SnapshotTarget profileId={cluster.profile.profileId} groupIds={groupIds} zone={zone} operationId={draft.operationId} onChoose={(operationId) => onChange({ ...draft, operationId })} /> : null}
      {field === null || draft.kind === 'to-group' ? null : (
        <>
          <Input
            mono
            aria-label={field.label}
            aria-invalid={text !== '' && outcome.problem !== null}
            placeholder={field.placeholder}
            value={text}
            after={draft.kind === 'to-datetime' ? <span className={styles.zone}>{formatZone(zone)}</span> : undefined}
            onChange={(event) => type(event.target.value)}
          />
          <p className={outcome.problem !== null && text !== '' ? styles.problem : styles.hint}>{text === '' || outcome.problem === null ? targetHint(outcome.target, field.label, zone) : outcome.problem}</p>
        </>
      )}
    </fieldset>
  );
}
