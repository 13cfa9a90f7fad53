export type TimeZoneChoice = 'local' | 'utc';

const clocks = {
  local: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  utc: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }),
} as const;
const days = {
  local: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
  utc: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
} as const;
const zoneNames = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** `14:06:32`. Epoch milliseconds; a dash for what is not a time. The zone is said by `formatZone`. */
export function formatTime(epochMs: number, zone: TimeZoneChoice): string {
  return Number.isFinite(epochMs) ? clocks[zone].format(epochMs) : '—';
}

/** `14:06:32` of the day of `now`, else with its date: `21 Nov 2026, 14:06:32`. */
export function formatMoment(epochMs: number, now: number, zone: TimeZoneChoice): string {
  if (!Number.isFinite(epochMs)) return '—';
  const day = days[zone].format(epochMs);
  return day === days[zone].format(now) ? formatTime(epochMs, zone) : `${day}, ${formatTime(epochMs, zone)}`;
}

/** With its date and milliseconds, whatever day it is: `21 Nov 2026, 14:06:32.007`; a dash for what is not a time. */
export function formatWhole(epochMs: number, zone: TimeZoneChoice): string {
  if (Number.isNaN(new Date(epochMs).getTime())) return '—';
  return `${days[zone].format(epochMs)}, ${formatTime(epochMs, zone)}.${String(((epochMs % 1_000) + 1_000) % 1_000).padStart(3, '0')}`;
}

/** `UTC`, or the machine's zone by its short name, like `CET` or `GMT+2`. */
export function formatZone(zone: TimeZoneChoice): string {
  if (zone === 'utc') return 'UTC';
  return zoneNames.formatToParts(Date.now()).find((part) => part.type === 'timeZoneName')?.value ?? 'local time';
}

/** By how much the zone's clock is ahead of UTC at that time, in ms. */
export function zoneOffsetMs(epochMs: number, zone: TimeZoneChoice): number {
  return zone === 'utc' ? 0 : -new Date(epochMs).getTimezoneOffset() * 60_000;
}
