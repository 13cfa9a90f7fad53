import type { KafkaApi } from '../api';

export interface DescribeConfigsRequest {
  /** Of what all `resources` are names. */
  readonly kind: ConfiguredKind;
  readonly resources: readonly string[];
  /** Settings that are wanted; the broker leaves out those that it does not know. */
  readonly names: readonly string[];
}

export interface ResourceConfigs {
  readonly resource: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** In force, whether set on the resource, on the broker, or by default. Null: not told. */
  readonly configs: ReadonlyMap<string, string | null>;
}

/** Kafka's numbers for them. */
const KINDS = { topic: 2, group: 32 } as const;
export type ConfiguredKind = keyof typeof KINDS;

/**
 * Settings of topics, or of groups (Kafka 4.0), from any broker. One that does not know groups answers INVALID_REQUEST for each.
 *
 * DescribeConfigs Request (1..4) => [resources] include_synonyms include_documentation(3+)
 *   resources => resource_type resource_name [configuration_keys]
 * DescribeConfigs Response (1..4) => throttle_time_ms [results]
 *   results => error_code error_message resource_type resource_name [configs]
 *     configs => name value read_only config_source is_sensitive [synonyms] config_type(3+) documentation(3+)
 *       synonyms => name value source
 *
 * 1 sources and synonyms, 3 types and documentation, 4 flexible. 0 went with Kafka 4.0.
 */
export const DESCRIBE_CONFIGS: KafkaApi<DescribeConfigsRequest, { readonly resources: readonly ResourceConfigs[] }> = {
  key: 32,
  name: 'DescribeConfigs',
  minVersion: 1,
  maxVersion: 4,
  flexibleFrom: 4,

  encode(writer, { kind, resources, names }, version) {
    const flexible = version >= 4;
    writer.arrayCount(resources.length, flexible);
    for (const resource of resources) {
      writer.int8(KINDS[kind]);
      writer.string(resource, flexible);
      writer.stringArray(names, flexible);
      if (flexible) writer.noTaggedFields();
    }
    writer.boolean(false);
    if (version >= 3) writer.boolean(false);
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 4;
    reader.skip(4);
    const resources: ResourceConfigs[] = [];
    for (let results = reader.arrayCount(flexible ? 7 : 11, flexible); results > 0; results -= 1) {
      const errorCode = reader.int16();
      const errorMessage = reader.nullableString(flexible);
      reader.skip(1);
      const resource = reader.string(flexible);
      const configs = new Map<string, string | null>();
      for (let left = reader.arrayCount(flexible ? 7 : 11, flexible); left > 0; left -= 1) {
        const name = reader.string(flexible);
        configs.set(name, reader.nullableString(flexible));
        reader.skip(3);
        for (let synonyms = reader.arrayCount(flexible ? 4 : 5, flexible, 0.5); synonyms > 0; synonyms -= 1) {
          reader.string(flexible);
          reader.nullableString(flexible);
          reader.skip(1);
          if (flexible) reader.skipTaggedFields();
        }
        if (version >= 3) {
          reader.skip(1);
          reader.nullableString(flexible);
        }
        if (flexible) reader.skipTaggedFields();
      }
      if (flexible) reader.skipTaggedFields();
      resources.push({ resource, errorCode, errorMessage, configs });
    }
    if (flexible) reader.skipTaggedFields();
    return { resources };
  },
};
