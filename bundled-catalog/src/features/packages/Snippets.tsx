import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Command } from '../../components/marks/Command';
import { CopyButton } from '../../components/marks/CopyButton';
import type { Package } from '../../lib/api-types';
import { useConfig } from '../../lib/config-context';
import type { Place } from '../../lib/places';
import { nodeQuery } from './api';
import classes from './Package.module.css';
import { pinned, useFilePath } from './place';
import { commandLines, pythonLines, rLines, type Target } from './snippet-lines';

/** How to get what is on the screen, ready to be copied. */
export function Snippets({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const config = useConfig();
  const path = useFilePath();
  const { data: node } = useQuery({ ...nodeQuery(pinned(place, shown), path), enabled: path !== '' });
  const target: Target = { place, hash: shown.revision.hash, path, kind: node?.kind ?? 'group', team: config.team?.id ?? null, open: shown.visibility === 'public' && !config.alwaysRequiresAuth ? config.catalog : null };
  return (
    <section className={classes.group} aria-labelledby="use">
      <h2 id="use">Use it</h2>
      <Tabs defaultValue="shell" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="shell">Command line</Tabs.Tab>
          <Tabs.Tab value="python">Python</Tabs.Tab>
          <Tabs.Tab value="r">R</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="shell" pt="sm">
          <Lines lines={commandLines(target)} />
          <details className="meta">
            <summary>First time here?</summary>
            <p>Point the client to this registry, then sign in:</p>
            <Lines lines={[`quilt config`, 'quilt login']} />
            <p>
              The address to enter is <code>{config.api}</code>; <Link to="/code">the code for signing in</Link> is here.
            </p>
          </details>
        </Tabs.Panel>
        <Tabs.Panel value="python" pt="sm">
          <Lines lines={pythonLines(target)} />
        </Tabs.Panel>
        <Tabs.Panel value="r" pt="sm">
          <Lines lines={rLines(target)} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className={classes.group}>
      {lines.map((line) => (
        <Command key={line} line={line} />
      ))}
      {lines.length > 1 && (
        <div>
          <CopyButton text={`${lines.join('\n')}\n`} label="all lines">
            {'Copy all'}
          </CopyButton>
        </div>
      )}
    </div>
  );
}
