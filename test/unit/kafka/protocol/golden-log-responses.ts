import type { ResourceConfigs } from '../../../../src/main/kafka/protocol/apis/describe-configs';
import type { FetchResponse } from '../../../../src/main/kafka/protocol/apis/fetch';
import type { ProduceResponse } from '../../../../src/main/kafka/protocol/apis/produce';
import type { Fields } from './golden-fields';

export function fetch(value: Fields): FetchResponse {
  return {
    errorCode: value.number('errorCode'),
    partitions: value.structures('responses').flatMap((topic) =>
      topic.structures('partitions').map((partition) => ({
        topic: topic.text('topic'),
        partition: partition.number('partitionIndex'),
        errorCode: partition.number('errorCode'),
        highWatermark: partition.number('highWatermark'),
        lastStableOffset: partition.number('lastStableOffset'),
        logStartOffset: partition.number('logStartOffset'),
        aborted: partition.isNull('abortedTransactions') ? [] : partition.structures('abortedTransactions').map((each) => ({ producerId: each.number('producerId'), firstOffset: each.number('firstOffset') })),
        // Kafka's JSON form leaves the bytes out: these are the fixture's.
        records: partition.number('highWatermark') === 900 ? Uint8Array.of(1, 2, 255, 0, 1) : new Uint8Array(0),
      })),
    ),
  };
}

export function describeConfigs(value: Fields): { readonly resources: readonly ResourceConfigs[] } {
  return {
    resources: value.structures('results').map((result) => ({
      resource: result.text('resourceName'),
      errorCode: result.number('errorCode'),
      errorMessage: result.textOrNull('errorMessage'),
      configs: new Map(result.structures('configs').map((config) => [config.text('name'), config.textOrNull('value')])),
    })),
  };
}

export function produce(value: Fields): ProduceResponse {
  const [partition] = value.structures('responses').flatMap((topic) => topic.structures('partitionResponses'));
  if (partition === undefined) throw new Error('We produce to exactly one partition.');
  return { errorCode: partition.number('errorCode'), baseOffset: partition.number('baseOffset'), errorMessage: partition.textIfAny('errorMessage') };
}
