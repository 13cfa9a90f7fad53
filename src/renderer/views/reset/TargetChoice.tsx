import type { TimeZoneChoice } from '../../format/format-time';
import { formatMoment, formatZone } from '../../format/format-time';
import { Input } from '../../ui/Input';
import { FIELDS, TARGET_KINDS, readDraft, type TargetDraft } from './target-draft';
import styles from './TargetChoice.module.css';

interface TargetChoiceProps {
  readonly draft: TargetDraft;
  readonly zone: TimeZoneChoice;
  readonly onChange: (draft: TargetDraft) => void;
}

/** To which position: one of Kafka's own kinds, with its value. */
export function TargetChoice({ draft, zone, onChange }: TargetChoiceProps) {
  const field = FIELDS[draft.kind];
  const outcome = readDraft(draft, zone);
  const text = draft.texts[draft.kind] ?? '';
  return (
    <fieldset className={styles.choice}>
      <legend>To which position</legend>
      <div className={styles.kinds}>
        {TARGET_KINDS.map((kind) => (
          <label key={kind} className={kind === draft.kind ? styles.on : styles.off}>
            <input type="radio" name="target" checked={kind === draft.kind} onChange={() => onChange({ ...draft, kind })} />
            {kind}
          </label>
        ))}
      </div>
      {field === null ? null : (
        <Input
          mono
          aria-label={field.label}
          aria-invalid={text !== '' && outcome.problem !== null}
          placeholder={field.placeholder}
          value={text}
          after={draft.kind === 'to-datetime' ? <span className={styles.zone}>{formatZone(zone)}</span> : undefined}
          onChange={(event) => onChange({ ...draft, texts: { ...draft.texts, [draft.kind]: event.target.value } })}
        />
      )}
      {field === null ? null : <p className={outcome.problem !== null && text !== '' ? styles.problem : styles.hint}>{text === '' || outcome.problem === null ? hint(outcome.target, field.label, zone) : outcome.problem}</p>}
    </fieldset>
  );
}

function hint(target: ReturnType<typeof readDraft>['target'], label: string, zone: TimeZoneChoice): string {
  if (target?.kind === 'to-datetime') {
    const other = zone === 'utc' ? 'local' : 'utc';
    const elsewhere = formatZone(other) === formatZone(zone) ? '' : `${formatMoment(target.at, Date.now(), other)} ${formatZone(other)}. `;
    return `${elsewhere}The first record at or after this time.`;
  }
  if (target?.kind === 'by-duration') return 'The first record at or after that long ago, reckoned when the plan is made.';
  return label;
}
