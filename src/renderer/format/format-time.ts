export type TimeZoneChoice = 'local' | 'utc';

const clocks = {
  local: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  utc: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }),
} as const;
const zoneNames = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** `14:06:32`. Epoch milliseconds; a dash for what is not a time. The zone is said by `formatZone`. */
export function formatTime(epochMs: number, zone: TimeZoneChoice): string {
  return Number.isFinite(epochMs) ? clocks[zone].format(epochMs) : '—';
}

/** `UTC`, or the machine's zone by its short name, like `CET` or `GMT+2`. */
export function formatZone(zone: TimeZoneChoice): string {
  if (zone === 'utc') return 'UTC';
  return zoneNames.formatToParts(Date.now()).find((part) => part.type === 'timeZoneName')?.value ?? 'local time';
}
