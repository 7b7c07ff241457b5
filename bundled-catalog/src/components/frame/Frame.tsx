import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import classes from './Frame.module.css';
import { Palette } from '../palette/Palette';
import { Banner } from './Banner';
import { TopBar } from './TopBar';
import { say } from '../../lib/texts';

/** The top bar and one page below it. */
export function Frame() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    // After a link, keyboards and screen readers go on where the new page begins; in a list that stays, they stay.
    if (shown.current !== pathname && !document.activeElement?.closest('[data-keeps-focus]')) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return (
    <>
      <a className={classes.skip} href="#main">
        {say('frame.skip')}
      </a>
      <TopBar />
      <Banner />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <Palette />
      <ScrollRestoration />
    </>
  );
}
