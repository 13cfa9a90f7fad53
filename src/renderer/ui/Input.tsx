import type { ComponentProps, ReactNode } from 'react';
import styles from './Input.module.css';

type InputProps = ComponentProps<'input'> & { readonly mono?: boolean; readonly before?: ReactNode; readonly after?: ReactNode };

/** A one-line text field with optional marks inside its frame; everything else as on the element. */
export function Input({ mono = false, before, after, className, ...rest }: InputProps) {
  return (
    <span className={[styles.frame, rest['aria-invalid'] === true ? styles.invalid : '', className ?? ''].filter(Boolean).join(' ')}>
      {before}
      <input type="text" spellCheck={false} autoComplete="off" className={`${styles.input} ${mono ? 'mono' : ''}`} {...rest} />
      {after}
    </span>
  );
}
