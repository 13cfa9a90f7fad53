import { MOST_GROUPS, MOST_PARTITIONS } from '../../../shared/reset-input';
import { formatCount } from '../../../shared/text';
import { KafkaFailure } from '../../kafka/errors';

/** Throws KafkaFailure TOO_MUCH for a plan of more groups or partitions than anybody could look through. */
export function refuseTooMuch(groups: number, partitions: number): void {
  if (groups > MOST_GROUPS) throw tooMuch(`A plan is made for at most ${formatCount(MOST_GROUPS)} groups, and these are ${formatCount(groups)}.`);
  if (partitions > MOST_PARTITIONS) throw tooMuch(`A plan is made for at most ${formatCount(MOST_PARTITIONS)} partitions, each counted for every group, and these are ${formatCount(partitions)}.`);
}

function tooMuch(message: string): KafkaFailure {
  return new KafkaFailure('TOO_MUCH', message, { advice: 'Choose fewer, and make several plans.', retriable: false });
}
