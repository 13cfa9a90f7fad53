import type { Environment } from '../../shared/cluster';
import styles from './EnvironmentTag.module.css';
import { Icon } from './Icon';

export const ENVIRONMENT_LABELS: Readonly<Record<Environment, string>> = { production: 'PRODUCTION', staging: 'Staging', test: 'Test', development: 'Development' };
export const ENVIRONMENT_SHORT: Readonly<Record<Environment, string>> = { production: 'PROD', staging: 'Stag', test: 'Test', development: 'Dev' };

/** The icon in its environment's colour, where the word stands elsewhere. */
export function EnvironmentIcon({ environment }: { readonly environment: Environment }) {
  return (
    <span className={styles[`${environment}Icon`]}>
      <Icon name={environment} label={environment} />
    </span>
  );
}

/** Colour, word and icon; its weight grows with the damage that is possible there. */
export function EnvironmentTag({ environment }: { readonly environment: Environment }) {
  return (
    <span className={`${styles.tag} ${styles[environment]}`}>
      <Icon name={environment} />
      {ENVIRONMENT_LABELS[environment]}
    </span>
  );
}
