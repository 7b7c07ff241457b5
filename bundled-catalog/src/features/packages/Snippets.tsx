import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Command } from '../../components/marks/Command';
import { CopyButton } from '../../components/marks/CopyButton';
import type { Package } from '../../lib/api-types';
import { useConfig } from '../../lib/config-context';
import type { Place } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
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
      <h2 id="use">{say('use.title')}</h2>
      <Tabs defaultValue="shell" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="shell">{say('use.shell')}</Tabs.Tab>
          <Tabs.Tab value="python">{say('use.python')}</Tabs.Tab>
          <Tabs.Tab value="r">{say('use.r')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="shell" pt="sm">
          <Lines lines={commandLines(target)} />
          <details className="meta">
            <summary>{say('use.first')}</summary>
            <p>{say('use.config')}</p>
            <Lines lines={[`quilt config`, 'quilt login']} />
            <p>
              {sayRich('use.address', { address: <code>{config.api}</code>, link: (words) => <Link to="/code">{words}</Link> })}
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
          <CopyButton text={`${lines.join('\n')}\n`} label={say('use.allLines')}>
            {say('use.copyAll')}
          </CopyButton>
        </div>
      )}
    </div>
  );
}
