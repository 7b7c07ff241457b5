import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copy } from '../../lib/clipboard';
import { say } from '../../lib/texts';
import { useNotices } from '../notices/notices-context';

/** How long the button says that it has copied, in milliseconds. */
const SAYS_SO = 1_500;

interface Props {
  readonly text: string;
  /** Names the thing for those who do not see it. */
  readonly label: string;
  readonly children?: string;
}

/** Copies `text` and says so, to the eye and to screen readers. */
export function CopyButton({ text, label, children = say('copy.copy') }: Props) {
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
      () => { notices.show(say('copy.failed')); },
    );
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" aria-label={say('copy.name', { action: copied ? say('copy.copied') : children, what: label })} onClick={onClick}>
        {copied ? say('copy.copied') : children}
      </Button>
      <span className="only-heard" role="status">
        {copied ? say('copy.copied') : ''}
      </span>
    </>
  );
}
