import { displayName } from '../../../shared/display-name';
import { TEACHING_EXAMPLES, TEACHING_PARTITIONS, type TeachingExample } from '../../../shared/teaching-examples';
import { ChangeMatrix } from '../../charts/ChangeMatrix';
import { ownershipChange } from '../../charts/ownership-change';
import { useKeys } from '../../state/keys';
import { goBack, leaveFor } from '../../state/route';
import { Button } from '../../ui/Button';
import styles from './WhatIf.module.css';

const WORDS: readonly (readonly [word: string, means: string])[] = [
  ['range', 'Per topic, neighbouring partitions go to one member, the first members get one more. With several topics the first members get more of each. Eager.'],
  ['round-robin', 'All partitions of all topics are dealt out in turn. Even, but many move when a member comes or goes. Eager.'],
  ['sticky', 'As even as possible, and members keep what they had. Still eager: everything stands still, although most of it comes back to the same member.'],
  ['cooperative-sticky', 'As sticky, and members go on with what they keep. What moves is given up first and handed over in a second rebalance.'],
  ['KIP-848 (uniform, range)', 'The coordinator works the assignment out and moves partitions one by one. There is no moment at which the group stands still.'],
  ['racks', 'Where members tell a client.rack and not every partition has replicas in all racks, range and both sticky assignors (from Kafka 3.5 on) first give partitions to members near a replica, as far as everybody’s number allows. KIP-848’s do not.'],
  ['static members', 'A member with a group.instance.id that is started again within its session time-out gets its partitions back without a rebalance.'],
];

interface TeachingPageProps {
  /** Whose page it was opened from; null: from no group's. */
  readonly from: { readonly profileId: string; readonly groupId: string } | null;
}

/** What an assignment is, by the classic pictures: one topic with four partitions and more and more consumers. */
export function TeachingPage({ from }: TeachingPageProps) {
  const leave = (): void => (from === null ? void goBack() : leaveFor({ kind: 'group', profileId: from.profileId, groupId: from.groupId }));
  useKeys({ Escape: leave });
  return (
    <div className={styles.teaching} role="region" aria-label="How partitions are assigned" tabIndex={0}>
      <h2>How partitions are assigned</h2>
      <p>In a consumer group each partition is read by one member, and a member reads any number of them. So the number of partitions is the most members that a group can use.</p>
      <div className={styles.examples}>
        {TEACHING_EXAMPLES.map((example) => (
          <Example key={example.title} example={example} />
        ))}
      </div>
      <h3>Who decides, and what stands still</h3>
      <dl className={styles.words}>
        {WORDS.map(([word, means]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p style={{ paddingTop: 14 }}>
        <Button kind="primary" onClick={leave}>
          {from === null ? 'Back' : <>Back to <bdi>{displayName(from.groupId, 60)}</bdi></>}
        </Button>
      </p>
    </div>
  );
}

const NUMBERS = Int32Array.from({ length: TEACHING_PARTITIONS }, (_, partition) => partition);
const ONE_TOPIC = new Int32Array(TEACHING_PARTITIONS);

function Example({ example: { title, consumers, owners, text } }: { readonly example: TeachingExample }) {
  const owner = Int32Array.from(owners);
  const rows = Array.from({ length: consumers }, (_, index) => ({ key: String(index), label: `consumer ${index + 1}`, main: `consumer ${index + 1}`, suffix: '', partitions: owners.filter((each) => each === index).length, isNew: false }));
  return (
    <div className={styles.example}>
      <div className={styles.drawing}>
        <ChangeMatrix title={title} rows={rows} change={ownershipChange(owner, owner, new Uint8Array(owner.length)).after} topic={ONE_TOPIC} number={NUMBERS} topics={['4 partitions of one topic']} most={TEACHING_PARTITIONS} label={`${title}: ${rows.map(({ label, partitions }) => `${label} reads ${partitions}`).join(', ')}.`} />
      </div>
      <p className="sec">{text}</p>
    </div>
  );
}
