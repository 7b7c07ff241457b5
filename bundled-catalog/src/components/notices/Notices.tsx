import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CloseButton } from '@mantine/core';
import { NoticesContext } from './notices-context';
import classes from './Notices.module.css';
import { say } from '../../lib/texts';

/** How long a notice stays, in milliseconds, unless the pointer or the focus rests on it. */
const STAYS = 6_000;

interface Notice {
  readonly id: number;
  readonly text: string;
}

/** Short results of an action just taken, at the bottom left, also told to screen readers. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const next = useRef(0);
  const remove = useCallback((id: number) => {
    setNotices((shown) => shown.filter((notice) => notice.id !== id));
  }, []);
  const show = useCallback((text: string) => {
    next.current += 1;
    const id = next.current;
    setNotices((shown) => [...shown.slice(-2), { id, text }]);
  }, []);
  const context = useMemo(() => ({ show }), [show]);
  return (
    <NoticesContext value={context}>
      {children}
      <div className={classes.stack} role="status" aria-live="polite">
        {notices.map((notice) => (
          <NoticeView key={notice.id} text={notice.text} onEnd={() => { remove(notice.id); }} />
        ))}
      </div>
    </NoticesContext>
  );
}

function NoticeView({ text, onEnd }: { readonly text: string; readonly onEnd: () => void }) {
  const [held, setHeld] = useState(false);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => { end.current(); }, STAYS);
    return () => { clearTimeout(timer); };
  }, [held]);
  return (
    // Pointer and focus only make it stay; there is nothing to operate but the button.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.notice}
      onPointerEnter={() => { setHeld(true); }}
      onPointerLeave={() => { setHeld(false); }}
      onFocus={() => { setHeld(true); }}
      onBlur={() => { setHeld(false); }}
    >
      <span>{text}</span>
      <CloseButton aria-label={say('notices.close')} size="sm" onClick={onEnd} />
    </div>
  );
}
