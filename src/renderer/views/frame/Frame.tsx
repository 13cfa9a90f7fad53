import { useEffect, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/display-name';
import { setPaused } from '../../state/cluster-actions';
import { useCluster } from '../../state/clusters';
import { useKeys } from '../../state/keys';
import { goBack, goForward, navigate, parentOf, profileOf, useRoute } from '../../state/route';
import { EngineNotice } from './EngineNotice';
import styles from './Frame.module.css';
import { KeySheet } from './KeySheet';
import { Rail } from './Rail';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';

/** What stands around every page: environment band, rail, top bar, status bar, and the keys that work everywhere. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const route = useRoute();
  const cluster = useCluster(profileOf(route));
  const [showsKeys, setShowsKeys] = useState(false);
  const environment = cluster?.profile.environment;
  useTitle(cluster === null ? null : `${displayName(cluster.profile.name)} (${cluster.profile.environment})`);
  useHistoryKeys();
  useChord('g', 'o', () => navigate({ kind: 'overview' }));
  useKeys({
    '?': () => setShowsKeys(true),
    ...(cluster === null ? {} : { p: () => void setPaused(cluster.profile.profileId, cluster.state !== 'paused') }),
    Escape: () => {
      if (showsKeys) setShowsKeys(false);
      else if (!goBack()) {
        const parent = parentOf(route);
        if (parent !== null) navigate(parent);
      }
    },
  }, 'frame');
  return (
    <div className={`${styles.frame} ${environment === undefined ? '' : (styles[environment] ?? '')}`}>
      <div className={styles.band} />
      <Rail />
      <TopBar route={route} cluster={cluster} />
      <main className={styles.main}>
        {children}
        <EngineNotice />
      </main>
      <StatusBar route={route} cluster={cluster} onShowKeys={() => setShowsKeys(true)} />
      {showsKeys ? <KeySheet onClose={() => setShowsKeys(false)} /> : null}
    </div>
  );
}

/** Names the window, for those who have many. */
function useTitle(place: string | null): void {
  useEffect(() => {
    document.title = place === null ? 'Offsight' : `${place} · Offsight`;
  }, [place]);
}

/** Alt+Left, Alt+Right and a mouse's back and forward buttons. */
function useHistoryKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
      event.preventDefault();
      if (event.key === 'ArrowLeft') goBack();
      else goForward();
    };
    const onMouseUp = (event: MouseEvent) => {
      if (event.button === 3) goBack();
      if (event.button === 4) goForward();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, []);
}

const CHORD_MS = 1_200;

/** One key, then another. */
function useChord(first: string, second: string, act: () => void): void {
  const [startedAt, setStartedAt] = useState<number | null>(null);
  useKeys({
    [first]: (event) => setStartedAt(event.timeStamp),
    ...(startedAt === null
      ? {}
      : {
          [second]: (event: KeyboardEvent) => {
            setStartedAt(null);
            if (event.timeStamp - startedAt < CHORD_MS) act();
          },
        }),
  }, 'frame');
}
