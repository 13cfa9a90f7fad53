import type { ResetTarget } from '../../../shared/reset';
import { parseDateTime, parseDuration } from '../../../shared/reset-time';

export const TARGET_KINDS = ['to-earliest', 'to-latest', 'to-current', 'to-offset', 'shift-by', 'to-datetime', 'by-duration', 'to-group'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What is being typed; each kind keeps its own text. */
export interface TargetDraft {
  readonly kind: TargetKind;
  readonly texts: Readonly<Partial<Record<TargetKind, string>>>;
}

export type DraftOutcome = { readonly target: ResetTarget; readonly problem: null } | { readonly target: null; readonly problem: string };

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
};

/** The target that is meant, or what is missing or wrong. */
export function readDraft({ kind, texts }: TargetDraft, zone: 'utc' | 'local'): DraftOutcome {
  const text = (texts[kind] ?? '').trim();
  switch (kind) {
    case 'to-earliest':
    case 'to-latest':
    case 'to-current':
      return { target: { kind }, problem: null };
    case 'to-offset': {
      const offset = wholeNumber(text);
      return offset === null || offset < 0 ? wrong('An offset is a whole number from 0 on.') : { target: { kind, offset }, problem: null };
    }
    case 'shift-by': {
      const by = wholeNumber(text);
      return by === null || by === 0 ? wrong('How many records on, or back with a minus: -100 or 1.') : { target: { kind, by }, problem: null };
    }
    case 'to-datetime': {
      const time = parseDateTime(text, zone);
      return time.ok ? { target: { kind, at: time.at }, problem: null } : wrong(time.problem);
    }
    case 'by-duration': {
      const duration = parseDuration(text);
      return duration.ok ? { target: { kind, ms: duration.ms }, problem: null } : wrong(duration.problem);
    }
    case 'to-group':
      return text === '' ? wrong('Which group’s offsets? Type its name.') : { target: { kind, groupId: text }, problem: null };
  }
}

function wrong(problem: string): DraftOutcome {
  return { target: null, problem };
}

function wholeNumber(text: string): number | null {
  const value = Number(text.replace(/[,\s_]/gu, ''));
  return /^[+-]?[\d,\s_]+$/u.test(text) && Number.isSafeInteger(value) ? value : null;
}
