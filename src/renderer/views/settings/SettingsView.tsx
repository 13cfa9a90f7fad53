import { formatZone } from '../../format/format-time';
import { useAppFacts, useSettings, writeSettings } from '../../state/settings';
import { Segmented } from '../../ui/Segmented';
import styles from './SettingsView.module.css';

/** What holds for the whole window. */
export function SettingsView() {
  const settings = useSettings();
  const { version, platform } = useAppFacts();
  return (
    <div className={styles.page}>
      <div className={styles.line}>
        <span>Theme</span>
        <Segmented
          label="Theme"
          value={settings.theme}
          onChange={(theme) => writeSettings({ theme })}
          options={[{ value: 'system', label: 'As the system' }, { value: 'dark', label: 'Dark' }, { value: 'light', label: 'Light' }]}
        />
      </div>
      <div className={styles.line}>
        <span>Times</span>
        <Segmented
          label="Time zone"
          value={settings.timeZone}
          onChange={(timeZone) => writeSettings({ timeZone })}
          options={[{ value: 'local', label: `Local (${formatZone('local')})` }, { value: 'utc', label: 'UTC' }]}
        />
      </div>
      <div className={styles.line}>
        <span>Version</span>
        <span className="selectable">{version === null ? 'not known' : `Offsight ${version}`}{platform === null ? '' : ` on ${platform}`}</span>
      </div>
      <p className="dim">How often a cluster is read is set per cluster: in the status bar below, or under Connection.</p>
    </div>
  );
}
