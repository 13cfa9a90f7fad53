import { compareNames, type GroupShape, type Owners } from './group-shape';
import { compareTopicIds, javaHashOrder, javaStringHash, topicIdHash } from './java-hash-order';
import { assignUniformAlike } from './uniform-alike';
import { assignUniformUnlike } from './uniform-unlike';

/**
 * The broker's UniformAssignor (KIP-848). What members own is their target assignment. Where a topic has no id, its name stands for it:
 * then which of several topics' partitions somebody gets is one of several possibilities.
 */
export function assignUniform(shape: GroupShape): Owners {
  const order = javaHashOrder([...shape.members.keys()], (member) => javaStringHash(shape.members[member]?.memberId ?? ''));
  const hashOf = (topic: number): number => {
    const { topicId = null, topic: name = '' } = shape.topics[topic] ?? {};
    return topicId === null ? javaStringHash(name) : topicIdHash(topicId);
  };
  const compareTopics = (one: number, other: number): number => {
    const left = shape.topics[one];
    const right = shape.topics[other];
    if (left === undefined || right === undefined) return 0;
    return left.topicId === null || right.topicId === null ? compareNames(left.topic, right.topic) : compareTopicIds(left.topicId, right.topicId);
  };
  return subscribesAlike(shape) ? assignUniformAlike(shape, order, topicsAsTold(shape, order[0] ?? -1, hashOf), hashOf) : assignUniformUnlike(shape, order, compareTopics);
}

/** Existing topics in the order in which the broker takes them from its first member's subscription. */
function topicsAsTold({ members, topics }: GroupShape, first: number, hashOf: (topic: number) => number): readonly number[] {
  const placeOf = new Map(topics.map(({ topic }, place) => [topic, place]));
  const subscription = javaHashOrder(members[first]?.subscription ?? [], javaStringHash, 'copy');
  return javaHashOrder(subscription.flatMap((topic) => placeOf.get(topic) ?? []), hashOf, 'copy', subscription.length);
}

/** Every topic that anybody names, existing or not, is named by all. */
export function subscribesAlike({ members }: GroupShape): boolean {
  const topics = new Set(members.flatMap(({ subscription }) => subscription));
  return members.every(({ subscription }) => subscription.length === topics.size);
}
