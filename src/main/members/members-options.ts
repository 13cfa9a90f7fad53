import type { CallOptions } from '../kafka/cluster-client';
import type { Journal } from '../operations/journal/journal';
import type { PhantomStore } from './phantom-store';

/** With what a plan is carried out. */
export interface MembersOptions extends CallOptions {
  readonly journal: Journal;
  readonly phantoms: PhantomStore;
  /** Where the cluster's settings are, for whoever has to clean up after us; null: it needs none. */
  readonly commandConfig: string | null;
  /** In the operator's words; may be empty. */
  readonly reason: string;
  /** One sentence about how far it has come. */
  progressed(text: string): void;
  /** The group is about to be changed. */
  changing(): void;
}
