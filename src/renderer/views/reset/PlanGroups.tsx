import { displayName } from '../../../shared/display-name';
import { isToBeChanged } from '../../../shared/planned-change';
import type { PlannedGroup } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';
import { GROUP_WARNING_TEXTS } from '../../../shared/group-warning-texts';
import { Icon } from '../../ui/Icon';
import { Name } from '../../ui/Name';
import { effectOf } from './plan-text';
import styles from './PlanGroups.module.css';

const MOST_SHOWN = 200;

/** What becomes of each group of a plan for several, and what is to be known of each. */
export function PlanGroups({ groups }: { readonly groups: readonly PlannedGroup[] }) {
  const refused = groups.filter(({ refusal }) => refusal !== null).length;
  const changed = groups.filter(isToBeChanged).length;
  const same = groups.length - refused - changed;
  return (
    <section className={styles.groups} aria-label="Groups" tabIndex={0}>
      {changed === groups.length || refused === groups.length ? null : (
        <p className={styles.head}>
          {formatCounted(changed, 'group')} {changed === 1 ? 'changes' : 'change'}
          {same === 0 ? '' : `; of ${formatCount(same)} nothing changes`}
          {refused === 0 ? '' : `; ${formatCount(refused)} ${refused === 1 ? 'is' : 'are'} left alone`}.
        </p>
      )}
      <ul>
        {groups.slice(0, MOST_SHOWN).map((group) => (
          <li key={group.groupId} className={styles.group}>
            <span className={styles.name}>
              <Icon name={group.refusal === null ? 'check' : 'stalled'} className={(group.refusal === null ? styles.open : styles.shut) ?? ''} />
              <Name text={group.groupId} />
            </span>
            <span className={group.refusal === null ? styles.said : styles.refused} title={saidOf(group)}>{saidOf(group)}</span>
          </li>
        ))}
        {groups.length > MOST_SHOWN ? <li>and {formatCount(groups.length - MOST_SHOWN)} more</li> : null}
      </ul>
    </section>
  );
}

function saidOf(group: PlannedGroup): string {
  if (group.refusal !== null) return displayName(group.refusal.message, 300);
  const { changing } = effectOf([group]);
  return [`${changing === 0 ? 'nothing changes' : `${formatCounted(changing, 'partition')} ${changing === 1 ? 'changes' : 'change'}`}.`, ...group.warnings.map((warning) => GROUP_WARNING_TEXTS[warning])].join(' ');
}
