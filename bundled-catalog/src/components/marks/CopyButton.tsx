import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copy } from '../../lib/clipboard';
import { useNotices } from '../notices/notices-context';

/** How long the button says that it has copied, in milliseconds. */
const SAYS_SO = 1_500;

/** Copies `text` and says so, to the eye and to screen readers. `label` names the thing for those who do not see it. */
export function CopyButton({ text, label, children = 'Copy' }: { readonly text: string; readonly label: string; readonly children?: string }) {
  const [copied, setCopied] = useState(false);
  const notices = useNotices();
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => { setCopied(false); }, SAYS_SO);
    return () => { clearTimeout(timer); };
  }, [copied]);
  const onClick = () => {
    copy(text).then(
      () => { setCopied(true); },
      () => { notices.show('The browser did not allow to copy. Select the text instead.'); },
    );
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" aria-label={`${copied ? 'Copied' : children} ${label}`} onClick={onClick}>
        {copied ? 'Copied' : children}
      </Button>
      <span className="only-heard" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
