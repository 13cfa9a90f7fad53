import { formatCount } from '../../shared/text';
import { Unknown } from './Unknown';

/** A whole number with separators, or why it is not known. NaN and null are unknown; zero is measured. */
export function Figure({ value, reason }: { readonly value: number | null; readonly reason: string }) {
  return value === null || Number.isNaN(value) ? <Unknown reason={reason} /> : <>{formatCount(value)}</>;
}
