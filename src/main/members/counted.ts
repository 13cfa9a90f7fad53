import { formatCount } from '../../shared/text';

/** `1 member`, `12,000 members`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
