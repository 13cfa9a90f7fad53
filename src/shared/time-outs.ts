import { formatDuration } from './text';

/** What the settings of a KIP-848, share or streams group say of its members, ms. */
export interface GroupTimeOuts {
  /** A member that has sent no heartbeat for so long is removed. */
  readonly sessionMs: number;
  /** Null: not told. */
  readonly heartbeatMs: number | null;
}

/** What a consumer of the classic protocol asks for since Kafka 3.0 unless it is told otherwise, ms. */
export const DEFAULT_SESSION_MS = 45_000;

/** What a member's session time-out rests on, in a phrase; `sessionMs` null: its group's settings do not say it. */
export function sessionSource(groupType: string | null, sessionMs: number | null): string {
  if (sessionMs !== null) return `the group’s ${groupType ?? 'consumer'}.session.timeout.ms of ${formatDuration(sessionMs)}`;
  if (groupType === 'share' || groupType === 'streams') return `Kafka’s default of ${formatDuration(DEFAULT_SESSION_MS)}; the group’s ${groupType}.session.timeout.ms was not told`;
  return `the consumer’s default of ${formatDuration(DEFAULT_SESSION_MS)}; Kafka does not tell a classic member’s`;
}

export interface LongestSession {
  /** The default counts where nothing was told. */
  readonly sessionMs: number;
  /** What it rests on, in a phrase. */
  readonly source: string;
  /** It was told of every group. */
  readonly isTold: boolean;
}

/** The longest session time-out of the members of some groups. */
export function longestSession(groups: readonly { readonly groupType: string | null; readonly sessionTimeOutMs: number | null }[]): LongestSession {
  const [longest] = groups
    .map(({ groupType, sessionTimeOutMs: told }) => ({ groupType, told, sessionMs: told ?? DEFAULT_SESSION_MS }))
    .sort((left, right) => right.sessionMs - left.sessionMs || Number(left.told !== null) - Number(right.told !== null));
  return { sessionMs: longest?.sessionMs ?? DEFAULT_SESSION_MS, source: sessionSource(longest?.groupType ?? null, longest?.told ?? null), isTold: groups.length > 0 && groups.every(({ sessionTimeOutMs }) => sessionTimeOutMs !== null) };
}
