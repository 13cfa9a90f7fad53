import { useEffect, useState } from 'react';
import { invoke } from '../bridge';

const NONE: readonly string[] = [];

/** What could not be read of the saved clusters, or why changes are not saved; empty until known. */
export function useSavedNotices(): readonly string[] {
  const [notices, setNotices] = useState(NONE);
  useEffect(() => {
    let isShown = true;
    invoke('clusters:readNotices', undefined).then(
      (read) => {
        if (isShown) setNotices(read);
      },
      () => undefined, // the engine is away, which is said elsewhere
    );
    return () => {
      isShown = false;
    };
  }, []);
  return notices;
}
