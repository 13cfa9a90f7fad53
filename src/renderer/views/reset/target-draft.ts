import type { OwnTarget, ResetTarget, WishedOffset } from '../../../shared/reset';
import { parseDateTime, parseDuration } from '../../../shared/reset-time';

export const TARGET_KINDS = ['to-earliest', 'to-latest', 'to-current', 'to-offset', 'shift-by', 'to-datetime', 'by-duration', 'to-group', 'from-file', 'to-snapshot'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
/** Those that say which partitions they are about. */
export const NAMING_KINDS: ReadonlySet<TargetKind> = new Set(['to-group', 'from-file', 'to-snapshot']);

/** What a single partition may have of its own. */
export const OWN_KINDS = ['to-earliest', 'to-latest', 'to-current', 'to-offset', 'shift-by'] as const satisfies readonly TargetKind[];
export type OwnKind = (typeof OWN_KINDS)[number];

/** What is being typed; each kind keeps its own text. */
export interface TargetDraft {
  readonly kind: TargetKind;
  readonly texts: Readonly<Partial<Record<TargetKind, string>>>;
  /** What was read from a file or pasted; null: nothing yet. */
  readonly file: { readonly name: string; readonly offsets: readonly WishedOffset[] } | null;
  /** Whose snapshot; null: none is chosen. */
  readonly operationId: string | null;
}

/** Share groups have no position to go on from. */
export const SHARE_KINDS = ['to-earliest', 'to-latest', 'to-datetime', 'by-duration', 'to-snapshot'] as const satisfies readonly TargetKind[];

export const TO_CURRENT: TargetDraft = { kind: 'to-current', texts: {}, file: null, operationId: null };
export const TO_SOME_TIME: TargetDraft = { ...TO_CURRENT, kind: 'to-datetime' };
export const PAST_ONE_RECORD: TargetDraft = { ...TO_CURRENT, kind: 'shift-by', texts: { 'shift-by': '1' } };

export type DraftOutcome<Target = ResetTarget> = { readonly target: Target; readonly problem: null } | { readonly target: null; readonly problem: string };

/** What a field of this kind is for; null: it has none. */
export const FIELDS: Readonly<Record<TargetKind, { readonly label: string; readonly placeholder: string } | null>> = {
  'to-earliest': null,
  'to-latest': null,
  'to-current': null,
  'to-offset': { label: 'Offset', placeholder: '18232' },
  'shift-by': { label: 'Shift by, records', placeholder: '-100 or 1' },
  'to-datetime': { label: 'Date and time', placeholder: '2026-11-21 14:00:00' },
  'by-duration': { label: 'Back by', placeholder: 'PT30M, PT2H, P1D' },
  'to-group': { label: 'Group', placeholder: 'the group to follow' },
  'from-file': null,
  'to-snapshot': null,
};

/** The target that is meant, or what is missing or wrong. */
export function readDraft({ kind, texts, file, operationId }: TargetDraft, zone: 'utc' | 'local'): DraftOutcome {
  const text = (texts[kind] ?? '').trim();
  switch (kind) {
    case 'to-datetime': {
      const time = parseDateTime(text, zone);
      return time.ok ? { target: { kind, at: time.at }, problem: null } : wrong(time.problem);
    }
    case 'by-duration': {
      const duration = parseDuration(text);
      return duration.ok ? { target: { kind, ms: duration.ms }, problem: null } : wrong(duration.problem);
    }
    case 'to-group':
      return text === '' ? wrong('Choose the group to follow.') : { target: { kind, groupId: texts[kind] ?? '' }, problem: null };
    case 'from-file':
      return file === null ? wrong('Choose a file, or paste its text.') : { target: { kind: 'to-offsets', origin: 'file', offsets: file.offsets }, problem: null };
    case 'to-snapshot':
      return operationId === null ? wrong('Choose an earlier change.') : { target: { kind, operationId }, problem: null };
    default:
      return readOwnTarget(kind, text);
  }
}

/** The same of a target that a single partition may have. */
export function readOwnTarget(kind: OwnKind, typed: string): DraftOutcome<OwnTarget['target']> {
  const text = typed.trim();
  switch (kind) {
    case 'to-offset': {
      const offset = wholeNumber(text);
      return offset === null || offset < 0 ? wrong('An offset is a whole number from 0 on.') : { target: { kind, offset }, problem: null };
    }
    case 'shift-by': {
      const by = wholeNumber(text);
      return by === null || by === 0 ? wrong('How many records on, or back with a minus: -100 or 1.') : { target: { kind, by }, problem: null };
    }
    default:
      return { target: { kind }, problem: null };
  }
}

function wrong(problem: string): { readonly target: null; readonly problem: string } {
  return { target: null, problem };
}

function wholeNumber(text: string): number | null {
  const value = Number(text.replace(/[,\s_]/gu, ''));
  return /^[+-]?[\d,\s_]+$/u.test(text) && Number.isSafeInteger(value) ? value : null;
}
