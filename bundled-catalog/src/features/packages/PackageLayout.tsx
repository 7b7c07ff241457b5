import { Button, Menu } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation, useMatch, useNavigate } from 'react-router';
import { CopyButton } from '../../components/marks/CopyButton';
import { Time, VisibilityMark } from '../../components/marks/Marks';
import { Loading, PageFailure } from '../../components/states/States';
import type { Package } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { count, shortHash } from '../../lib/format';
import { useKeys } from '../../lib/keys';
import { keepOpened } from '../../lib/opened';
import { archivePath, type Place, placePath } from '../../lib/places';
import { useSession } from '../../lib/session';
import { say, sayRich } from '../../lib/texts';
import { About } from './About';
import { nodeQuery, packageQuery } from './api';
import { Newer } from './Newer';
import classes from './Package.module.css';
import { pinned, useFilePath, usePlace } from './place';
import { Snippets } from './Snippets';

/** Beside the content, so it comes after it. */
const Usage = lazy(async () => ({ default: (await import('./Usage')).Usage }));

/** Title, sections and what is beside them; each section is a page of its own. */
export function PackageLayout() {
  const place = usePlace();
  const config = useConfig();
  const { data, error, refetch } = useQuery(packageQuery(place));
  const path = useFilePath();
  const at = data === undefined ? place : pinned(place, data);
  const { data: node } = useQuery({ ...nodeQuery(at, path), enabled: path !== '' && data !== undefined, placeholderData: keepPreviousData });
  const comparing = useMatch('/package/:owner/:name/compare/:range') !== null;
  const go = useNavigate();
  const { pathname, search, hash } = useLocation();
  useKeys({
    // The same page, but of this revision for ever.
    y: () => {
      const here = placePath(place);
      if (data !== undefined && pathname.startsWith(here)) {
        void go(`${placePath({ ...place, rev: data.revision.hash })}${pathname.slice(here.length)}${search}${hash}`, { replace: true });
      }
    },
  });
  const user = useSession().data?.user ?? null;
  const found = data !== undefined;
  useEffect(() => {
    if (found && user !== null) keepOpened(user, `${place.owner}/${place.name}`);
  }, [found, user, place.owner, place.name]);
  if (error) return <PageFailure error={error} what={say('thing.package')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.package')} lines={8} />;
  return (
    <article>
      <title>{`${place.owner}/${place.name} · ${siteName(config)}`}</title>
      <Title place={place} shown={data} />
      {!data.is_latest && <OldRevision place={place} shown={data} />}
      {place.rev === undefined && <Newer place={place} shown={data} />}
      <Sections place={place} shown={data} />
      {/* A comparison and the content of a file need all of the width; most paths in addresses are of files. */}
      <div className={classes.columns} data-wide={comparing || (path !== '' && node?.kind !== 'group')}>
        <div className={classes.main}>
          <Outlet context={data} />
        </div>
        <aside className={classes.aside} aria-label={say('package.about')}>
          <Snippets place={place} shown={data} />
          <About place={place} shown={data} />
          <section className={classes.group} aria-labelledby="usage">
            <h2 id="usage">{say('package.usage')}</h2>
            <p className={classes.fact}>
              {say('package.used', { installs: data.usage.installs, views: data.usage.previews })}
            </p>
            <Suspense fallback={null}>
              <Usage place={place} owner={data.rights.owner} />
            </Suspense>
          </section>
        </aside>
      </div>
    </article>
  );
}

interface Props {
  readonly place: Place;
  readonly shown: Package;
}

function Title({ place, shown }: Props) {
  return (
    <header className={classes.title}>
      <VisibilityMark visibility={shown.visibility} />
      <div className={classes.line}>
        <h1 className={classes.handle}>
          <Link className="plain" to={`/user/${place.owner}`}>
            {place.owner}
          </Link>
          <span className="quiet"> / </span>
          <Link className="plain" to={placePath({ ...place, rev: undefined })}>
            {place.name}
          </Link>
        </h1>
        <div className={classes.controls}>
          <RevisionMenu place={place} shown={shown} />
          <Button component="a" href={archivePath(place, shown.revision.hash)} variant="default">
            {say('common.download')}
          </Button>
        </div>
      </div>
      {shown.description !== null && <p className={classes.description}>{shown.description}</p>}
    </header>
  );
}

/** Other revisions that have a name, and all of them. */
function RevisionMenu({ place, shown }: Props) {
  const { revision } = shown;
  const name = shown.is_latest ? 'latest' : (revision.tags[0] ?? revision.versions[0]);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default">
          <span className="only-heard">{say('word.revision')} </span>
          {name !== undefined && <span className={classes.revisionName}>{name} </span>}
          <code>{shortHash(revision.hash)}</code>
          <span className="only-heard">{say('package.another')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.tags.length > 0 && <Menu.Label>{say('names.tags')}</Menu.Label>}
        {shown.tags.map((tag) => (
          <Menu.Item key={tag.name} component={Link} to={placePath({ ...place, rev: tag.name === 'latest' ? undefined : `tag:${tag.name}` })}>
            {tag.name} <code className="quiet">{shortHash(tag.hash)}</code>
          </Menu.Item>
        ))}
        {shown.versions.length > 0 && <Menu.Label>{say('names.versions')}</Menu.Label>}
        {shown.versions.toReversed().map((version) => (
          <Menu.Item key={version.name} component={Link} to={placePath({ ...place, rev: `version:${version.name}` })}>
            {version.name} <code className="quiet">{shortHash(version.hash)}</code>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to={placePath({ ...place, rev: undefined }, 'revisions')}>
          {say('package.allRevisions')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function OldRevision({ place, shown }: Props) {
  return (
    <p className={classes.old}>
      <span>{sayRich('package.old', { user: shown.revision.created_by, time: <Time at={shown.revision.created_at} /> })}</span>
      {shown.latest !== null && (
        <>
          {' '}
          <Link to={placePath({ ...place, rev: undefined })}>{say('package.latest')}</Link>
        </>
      )}
      <CopyButton text={shown.revision.hash} label={say('revision.wholeHash')} />
    </p>
  );
}

function Sections({ place, shown }: Props) {
  const latest = { ...place, rev: undefined };
  const { pathname } = useLocation();
  const comparing = pathname.startsWith(placePath(latest, 'compare'));
  const row = useRef<HTMLElement>(null);
  // Where there is no room for all of them, the one that is open comes into sight, and the page stays where it is.
  useEffect(() => {
    const open = row.current?.querySelector(`.${classes.active ?? ''}`);
    if (row.current === null || open == null) return;
    const [around, place] = [row.current.getBoundingClientRect(), open.getBoundingClientRect()];
    row.current.scrollLeft += place.left - around.left - (around.width - place.width) / 2;
  }, [pathname]);
  const sections = [
    { to: placePath(place), word: say('section.readme'), end: true },
    { to: placePath(place, 'files'), word: say('section.files'), number: shown.revision.files },
    { to: placePath(place, 'query'), word: say('section.query') },
    { to: placePath(latest, 'revisions'), word: say('palette.revisions'), number: shown.counts.revisions, around: comparing },
    { to: placePath(latest, 'comments'), word: say('section.comments'), number: shown.counts.comments },
    { to: placePath(latest, 'settings'), word: shown.rights.owner ? say('section.settings') : say('palette.people') },
  ];
  return (
    <nav ref={row} className={classes.sections} aria-label={say('package.sections')}>
      {sections.map(({ to, word, number, end = false, around = false }) => (
        <NavLink key={to} to={to} end={end} className={({ isActive }) => `${classes.section ?? ''} ${isActive || around ? (classes.active ?? '') : ''}`}>
          {word} {number !== undefined && <span className="quiet">{count(number)}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
