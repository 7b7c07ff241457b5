import { createContext, use, useEffect, useLayoutEffect, useRef } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { useLocation } from 'react-router';
import remarkGfm from 'remark-gfm';
import { coloured } from './coloured';
import { Heading } from './Heading';
import classes from './Markdown.module.css';
import { named } from './named';
import { useHighlight } from './use-highlight';
import { say } from '../../lib/texts';

interface Props {
  readonly text: string;
  /** Where relative links and pictures lead; absent where they lead nowhere. */
  readonly resolve?: (target: string, kind: 'link' | 'picture') => string | undefined;
  /** Whether pictures are shown; comments have none. */
  readonly pictures?: boolean;
  /** Whether headings have links to themselves: for texts that are alone on their page. */
  readonly anchors?: boolean;
  /** Hears of the headings, before anything is seen. */
  readonly onOutline?: (outline: Outline) => void;
}

/** The headings of a text that can be led to, in their order; `level` as in HTML. */
export type Outline = readonly { readonly id: string; readonly text: string; readonly level: number }[];

function outlineOf(box: Element): Outline {
  return [...box.querySelectorAll(':is(h2, h3, h4, h5, h6)[id]')].map(({ id, textContent, tagName }) => ({
    id,
    text: textContent.trim(),
    level: Number(tagName.slice(1)),
  }));
}

/** The page has a heading above them all. */
const plainHeadings: Components = {
  h1: ({ id, children }) => <h2 id={id}>{children}</h2>,
  h2: ({ id, children }) => <h3 id={id}>{children}</h3>,
  h3: ({ id, children }) => <h4 id={id}>{children}</h4>,
  h4: ({ id, children }) => <h5 id={id}>{children}</h5>,
  h5: ({ id, children }) => <h6 id={id}>{children}</h6>,
};

// Always the same, as what has the focus would be made anew with another.
const linkedHeadings: Components = {
  h1: ({ id, children }) => <Heading tag="h2" id={id}>{children}</Heading>,
  h2: ({ id, children }) => <Heading tag="h3" id={id}>{children}</Heading>,
  h3: ({ id, children }) => <Heading tag="h4" id={id}>{children}</Heading>,
  h4: ({ id, children }) => <Heading tag="h5" id={id}>{children}</Heading>,
  h5: ({ id, children }) => <Heading tag="h6" id={id}>{children}</Heading>,
  h6: ({ id, children }) => <Heading tag="h6" id={id}>{children}</Heading>,
};

/** Before the names of places in such a text, so that none is that of a place in the page. */
const PREFIX = 'user-content-';

/** Only what is listed here is shown; everything else of the text is dropped or shown as text. */
const schema = {
  ...defaultSchema,
  clobberPrefix: PREFIX,
  attributes: { ...defaultSchema.attributes, code: [['className', /^language-./, /^hljs/]], span: [['className', /^hljs/]] },
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: [] },
} satisfies typeof defaultSchema;

/** A link cannot hold another. */
const InLink = createContext(false);

function RemotePicture({ address, alt }: { readonly address: string; readonly alt: string }) {
  if (use(InLink)) return <span>{alt === '' ? address : alt}</span>;
  return (
    <a href={address} rel="nofollow noopener">
      {alt === '' ? address : `${alt} (${address})`}
    </a>
  );
}

/** A block of code that names its language. */
const NAMES_LANGUAGE = /^[ \t>*+\d.)-]*(?:`{3,}|~{3,})[ \t]*([\w+#-]+)/gm;

const outside = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/** Text that people wrote: never HTML of theirs, never a request to another site. */
export function Markdown({ text, resolve, pictures = true, anchors = false, onOutline }: Props) {
  const highlighter = useHighlight([...text.matchAll(NAMES_LANGUAGE)].map(([, name = '']) => name));
  const colours = highlighter === undefined ? [] : [coloured(highlighter.highlight)];
  const { hash } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The browser looked for the place before the text was there.
    if (!hash.startsWith(`#${PREFIX}`)) return;
    [...(box.current?.querySelectorAll('[id]') ?? [])].find(({ id }) => hash === `#${id}` || hash === `#${encodeURIComponent(id)}`)?.scrollIntoView();
  }, [hash]);
  useLayoutEffect(() => {
    if (box.current !== null) onOutline?.(outlineOf(box.current));
  }, [text, onOutline]);
  const components: Components = {
    a: ({ href = '', children }) => {
      const target = href.startsWith('#') ? `#${PREFIX}${href.slice(1)}` : outside.test(href) ? href : resolve?.(href, 'link');
      if (target === undefined || target === '') return <span>{children}</span>;
      return (
        <a href={target} rel="nofollow noopener">
          <InLink value>{children}</InLink>
        </a>
      );
    },
    img: ({ src, alt = '' }) => {
      const named = typeof src === 'string' ? src : '';
      const target = pictures && !outside.test(named) ? resolve?.(named, 'picture') : undefined;
      if (target !== undefined) return <img src={target} alt={alt} loading="lazy" />;
      // A picture of another site would tell that site who reads here.
      return outside.test(named) ? <RemotePicture address={named} alt={alt} /> : <span>{alt}</span>;
    },
    table: ({ children }) => (
      // Keyboards must be able to move a table that is wider than the page.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className={classes.wide} role="group" aria-label={say('markdown.table')} tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
    pre: ({ children }) => (
      // The same for long lines.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre role="group" aria-label={say('markdown.code')} tabIndex={0}>
        {children}
      </pre>
    ),
    // The boxes of task lists have no words of their own.
    input: ({ checked }) => <input type="checkbox" checked={checked === true} disabled aria-label={checked === true ? say('markdown.done') : say('markdown.notDone')} />,
    ...(anchors ? linkedHeadings : plainHeadings),
  };
  return (
    <div ref={box} className={classes.prose}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        // The allow-list adds it.
        remarkRehypeOptions={{ clobberPrefix: '' }}
        rehypePlugins={[...colours, named, [rehypeSanitize, schema]]}
        components={components}
        // The allow-list decides; remote pictures become links above.
        urlTransform={(url) => url}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
