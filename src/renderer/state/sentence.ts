import type { Route } from './route';

/** Text of ours, or a name of somebody's, which is shown as one and may lead somewhere. */
export type SentencePart = { readonly text: string } | { readonly name: string; readonly leadsTo?: Route };

export interface Sentence {
  /** What matters most. */
  readonly head: string;
  readonly rest: readonly SentencePart[];
}
