import type { ResetTarget } from '../../../shared/reset';
import { formatMoment, formatTime, formatZone, type TimeZoneChoice } from '../../format/format-time';

const HOUR_MS = 3_600_000;

/** What a target that was typed means; `otherwise` where nothing needs saying. */
export function targetHint(target: ResetTarget | null, otherwise: string, zone: TimeZoneChoice): string {
  if (target?.kind === 'to-datetime') {
    const other = zone === 'utc' ? 'local' : 'utc';
    const elsewhere = formatZone(other) === formatZone(zone) ? '' : `${formatMoment(target.at, Date.now(), other)} ${formatZone(other)}. `;
    return `${elsewhere}${comesTwice(target.at, zone) ? 'The clock shows this time twice that day: meant is the first. Give it with its zone for the other. ' : ''}The first record at or after this time.`;
  }
  if (target?.kind === 'by-duration') return 'The first record at or after that long ago, reckoned when the plan is made.';
  return otherwise;
}

/** Where daylight-saving time ends, an hour is lived through twice. */
function comesTwice(at: number, zone: TimeZoneChoice): boolean {
  return zone === 'local' && formatTime(at, zone) === formatTime(at + HOUR_MS, zone);
}
