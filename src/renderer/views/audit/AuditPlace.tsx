import type { ClusterProfile } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { navigate } from '../../state/route';
import { Segmented } from '../../ui/Segmented';

/** Whose audit is shown: that of this computer, or the topic that a team shares. Nothing where the cluster's settings name none. */
export function AuditPlace({ profile: { profileId, auditTopic }, place }: { readonly profile: ClusterProfile; readonly place: 'audit' | 'sharedAudit' }) {
  if (auditTopic == null) return null;
  return (
    <Segmented<'audit' | 'sharedAudit'>
      label="Whose audit"
      value={place}
      onChange={(kind) => navigate({ kind, profileId })}
      options={[
        { value: 'audit', label: 'This computer' },
        { value: 'sharedAudit', label: `The team’s topic ${displayName(auditTopic, 24)}`, title: displayName(auditTopic, 300) },
      ]}
    />
  );
}
