const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/u;
const DURATION = /^([+-])?P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)(?:\.(\d{1,9}))?S)?)?$/iu;

export type ParsedTime = { readonly ok: true; readonly at: number } | { readonly ok: false; readonly problem: string };

/**
 * Epoch ms of a date and time as kafka-consumer-groups.sh reads it (`2026-11-21T14:03:00.000+01:00`), with seconds and
 * milliseconds optional and a space allowed for the T. Without a zone it is `zone`'s: `utc` (as that tool does), or the
 * computer's own, where a time that the change to daylight-saving time leaves out is refused.
 */
export function parseDateTime(text: string, zone: 'utc' | 'local'): ParsedTime {
  const match = DATE_TIME.exec(text.trim());
  if (match === null) return { ok: false, problem: `“${text}” is not a date and time: write it as 2026-11-21T14:03:00 (add Z or +01:00 for a zone).` };
  const [year, month, day, hour, minute] = [match[1], match[2], match[3], match[4], match[5]].map(Number) as [number, number, number, number, number];
  const second = Number(match[6] ?? 0);
  const millisecond = Number((match[7] ?? '').padEnd(3, '0'));
  const fields = [year, month - 1, day, hour, minute, second, millisecond] as const;
  const asUtc = Date.UTC(...fields);
  const back = new Date(asUtc);
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || back.getUTCHours() !== hour || back.getUTCMinutes() !== minute || back.getUTCSeconds() !== second) {
    return { ok: false, problem: `There is no ${text.trim()}: a part of it is out of range.` };
  }
  if (match[8] !== undefined) return { ok: true, at: asUtc - offsetMs(match[8]) };
  if (zone === 'utc') return { ok: true, at: asUtc };
  const local = new Date(...fields);
  if (local.getHours() !== hour || local.getMinutes() !== minute) return { ok: false, problem: `There is no ${text.trim()} here: the clock skipped it when daylight-saving time began. Give the time with its zone.` };
  return { ok: true, at: local.getTime() };
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

export type ParsedDuration = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly problem: string };

/** Milliseconds of an ISO 8601 duration as java.time.Duration reads it (`P1DT2H3M4.5S`): no weeks, months or years; each part may have a sign. */
export function parseDuration(text: string): ParsedDuration {
  const match = DURATION.exec(text.trim());
  const problem = `“${text}” is not a duration: write it as PT30M, PT2H or P1DT12H (days, hours, minutes, seconds).`;
  if (match === null || (match[2] === undefined && match[3] === undefined) || match[3]?.length === 1) return { ok: false, problem };
  const [days, hours, minutes, seconds] = [match[2], match[4], match[5], match[6]].map((part) => Number(part ?? 0)) as [number, number, number, number];
  const fraction = Number(`0.${match[7] ?? '0'}`) * (match[6]?.startsWith('-') === true ? -1 : 1);
  const ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds + fraction) * 1_000;
  const whole = Math.round(ms);
  if (!Number.isSafeInteger(whole)) return { ok: false, problem: `“${text}” is longer than can be reckoned with.` };
  return { ok: true, ms: match[1] === '-' ? -whole : whole };
}
