import { useMemo } from 'react';
import { useFreshReading } from '../../state/reading';
import type { KnownTopics } from './unused-lines';

/** The cluster's topics; null: not read (yet). */
export function useKnownTopics(profileId: string): KnownTopics | null {
  const { value } = useFreshReading('topics:read', { profileId });
  return useMemo(() => (value === null ? null : new Map(value.map(({ topic, partitions }) => [topic, partitions]))), [value]);
}
