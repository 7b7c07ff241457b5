import { useMediaQuery } from '@mantine/hooks';
import type { Outline } from '../../components/markdown/Markdown';
import classes from './Readme.module.css';
import { say } from '../../lib/texts';

/** Windows with room beside the text and what is about the package; the style sheet knows it, too. */
const BESIDE = '(min-width: 1200px)';

/** The headings of a README, to go to: beside the text where there is room, else folded above it. */
export function Contents({ outline }: { readonly outline: Outline }) {
  const beside = useMediaQuery(BESIDE, false, { getInitialValueInEffect: false });
  const top = Math.min(...outline.map(({ level }) => level));
  const list = (
    <ol>
      {outline.map(({ id, text, level }) => (
        <li key={id} style={{ paddingInlineStart: `calc(${level - top} * var(--space-3))` }}>
          <a href={`#${encodeURIComponent(id)}`}>{text}</a>
        </li>
      ))}
    </ol>
  );
  return (
    <nav className={classes.contents} aria-label={say('readme.contentsOf')}>
      {beside ? (
        <>
          <p className="meta" aria-hidden="true">
            {say('readme.contents')}
          </p>
          {list}
        </>
      ) : (
        <details>
          <summary>{say('readme.contents')}</summary>
          {list}
        </details>
      )}
    </nav>
  );
}
