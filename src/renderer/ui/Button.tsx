import type { ComponentProps } from 'react';
import styles from './Button.module.css';

type ButtonProps = ComponentProps<'button'> & { readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet'; readonly small?: boolean };

/** A push button; everything else as on the element. Its label says the verb. */
export function Button({ kind = 'plain', small = false, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={[styles.button, styles[kind], small ? styles.small : '', className ?? ''].filter(Boolean).join(' ')} {...rest} />;
}
