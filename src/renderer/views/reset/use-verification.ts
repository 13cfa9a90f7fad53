import { useEffect, useState } from 'react';
import type { Verification } from '../../../shared/reset';
import { listen } from '../../bridge';

/** Whether what was applied holds, as far as it was looked at; null before the first look. */
export function useVerification(planId: string): { readonly verification: Verification; readonly isLast: boolean } | null {
  const [newest, setNewest] = useState<{ readonly verification: Verification; readonly isLast: boolean } | null>(null);
  useEffect(() => listen('offsets:verified', (event) => {
    if (event.planId === planId) setNewest(event);
  }), [planId]);
  return newest;
}
