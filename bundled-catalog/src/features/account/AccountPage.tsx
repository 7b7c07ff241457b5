import type { ReactNode } from 'react';
import { siteName, useConfig } from '../../lib/config-context';
import classes from './AccountPage.module.css';

/** One narrow column: a heading, and a form or a message. */
export function AccountPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const config = useConfig();
  return (
    <div className={classes.column}>
      <title>{`${title} · ${siteName(config)}`}</title>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
