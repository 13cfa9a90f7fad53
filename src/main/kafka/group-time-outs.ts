import type { GroupTimeOuts } from '../../shared/time-outs';
import type { CallOptions, ClusterClient } from './cluster-client';
import { DESCRIBE_CONFIGS } from './protocol/apis/describe-configs';

/** Groups of these types have time-outs of their own; members of classic groups ask for theirs, and no API tells them. */
const TYPES: ReadonlySet<string | null> = new Set(['consumer', 'share', 'streams']);
const GROUPS_PER_REQUEST = 1_000;
/** Nobody is to wait long for what only countdowns need. */
const PATIENCE_MS = 4_000;

/**
 * Time-outs of groups, from their coordinator, whose own defaults count. A group is left out where they are not told: it is a classic one, the broker is older than Kafka 4.0 (or does not
 * know streams groups), the right to DESCRIBE_CONFIGS is missing, or the broker does not answer. Rejects with CANCELLED only.
 */
export async function readGroupTimeOuts(
  client: Pick<ClusterClient, 'send'>,
  coordinatorId: number,
  groups: readonly { readonly groupId: string; readonly groupType: string | null }[],
  options: CallOptions,
): Promise<ReadonlyMap<string, GroupTimeOuts>> {
  const typeOf = new Map(groups.filter(({ groupType }) => TYPES.has(groupType)).map(({ groupId, groupType }) => [groupId, groupType]));
  const asked = [...typeOf.keys()];
  const names = [...new Set(typeOf.values())].flatMap((type) => [sessionName(type), heartbeatName(type)]);
  const told = new Map<string, GroupTimeOuts>();
  for (let from = 0; from < asked.length; from += GROUPS_PER_REQUEST) {
    try {
      const request = { kind: 'group', resources: asked.slice(from, from + GROUPS_PER_REQUEST), names } as const;
      const { resources } = await client.send(coordinatorId, DESCRIBE_CONFIGS, request, { ...options, timeoutMs: Math.min(options.timeoutMs, PATIENCE_MS) });
      for (const { resource, errorCode, configs } of resources) {
        const type = typeOf.get(resource) ?? null;
        const sessionMs = errorCode === 0 ? positive(configs.get(sessionName(type))) : null;
        if (sessionMs !== null) told.set(resource, { sessionMs, heartbeatMs: positive(configs.get(heartbeatName(type))) });
      }
    } catch (error) {
      if (options.signal.aborted) throw error;
      return told;
    }
  }
  return told;
}

function sessionName(groupType: string | null): string {
  return `${groupType ?? ''}.session.timeout.ms`;
}

function heartbeatName(groupType: string | null): string {
  return `${groupType ?? ''}.heartbeat.interval.ms`;
}

function positive(text: string | null | undefined): number | null {
  const value = Number(text ?? NaN);
  return Number.isFinite(value) && value > 0 ? value : null;
}
