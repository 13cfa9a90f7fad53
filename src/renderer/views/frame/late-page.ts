import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react';

export interface LatePage<Props> {
  /** Nothing until its code is there; a failure to load is thrown to the boundary around it, and tried again there. */
  readonly Page: (props: Props) => ReactNode;
  /** Fetches the code ahead. Never rejects: what fails is tried again when the page is wanted. */
  readonly fetch: () => Promise<void>;
}

/** A page whose code is fetched when it is wanted or before. React's own `lazy` would hold the first one back for 300 ms even when its code is there. */
export function latePage<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePage<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetch = async (): Promise<void> => {
    loaded ??= await load();
  };
  const Page = (props: Props): ReactNode => {
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
    const [, setIsThere] = useState(loaded !== null);
    useEffect(() => {
      fetch().then(
        () => setIsThere(true),
        (error: unknown) => setFailure({ error }),
      );
    }, []);
    if (failure !== null) throw failure.error;
    return loaded === null ? null : createElement(loaded, props);
  };
  return { Page, fetch: () => fetch().catch(() => undefined) };
}
