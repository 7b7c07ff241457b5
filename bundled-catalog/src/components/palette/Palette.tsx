import { Modal, TextInput, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue, useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { copy } from '../../lib/clipboard';
import { useKeys } from '../../lib/keys';
import { placePath } from '../../lib/places';
import { useSession } from '../../lib/session';
import { say } from '../../lib/texts';
import { useNotices } from '../notices/notices-context';
import { filesQuery, fits, type Item, placeOf, revisionItems, revisionsQuery, sectionItems, suggestQuery } from './items';
import { KeyList } from './KeyList';
import classes from './Palette.module.css';

const adminPages = ['users', 'packages', 'storage', 'audit', 'system'] as const;

/** The quick way to everything, by Ctrl+K, and the keys that lead to single places. */
export function Palette() {
  const [mode, setMode] = useState<'all' | 'files'>('all');
  const [open, { open: show, close }] = useDisclosure(false);
  const [keys, { open: showKeys, close: closeKeys }] = useDisclosure(false);
  const go = useNavigate();
  const { pathname } = useLocation();
  const showAll = () => {
    setMode('all');
    show();
  };
  // Also while somebody types.
  useHotkeys([['mod+K', showAll]], []);
  useKeys({
    '?': showKeys,
    t: () => {
      if (placeOf(pathname) === null) return;
      setMode('files');
      show();
    },
    'g h': () => void go('/'),
    'g p': () => void go('/profile'),
    'g a': () => void go('/admin/users'),
    j: () => { step(1); },
    k: () => { step(-1); },
  });
  return (
    <>
      <Modal.Root opened={open} onClose={close} size={560} yOffset="10vh">
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Title className="only-heard">{mode === 'files' ? say('palette.file') : say('palette.goTo')}</Modal.Title>
          <Modal.Body p={0}>
            <Finder mode={mode} onClose={close} onKeys={showKeys} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
      <Modal opened={keys} onClose={closeKeys} title={say('palette.keys')} size={480} closeButtonProps={{ 'aria-label': say('common.close') }}>
        <KeyList />
      </Modal>
    </>
  );
}

/** To the row after or before the one with the focus, in the list of the page. */
function step(by: number) {
  const rows = [...document.querySelectorAll<HTMLElement>('main li a.plain, main tbody th a')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
}

interface FinderProps {
  readonly mode: 'all' | 'files';
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

function Finder({ mode, onClose, onKeys }: FinderProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { items, failed } = useItems(mode, text.trim(), onKeys);
  const chosen = items[Math.min(at, items.length - 1)];
  const chosenAt = chosen === undefined ? -1 : items.indexOf(chosen);
  useEffect(() => {
    document.getElementById(`${id}-${chosenAt}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, chosenAt]);
  const run = (item: Item | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setAt((at - 1 + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') run(chosen);
    else return;
    event.preventDefault();
  };
  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    <div className={classes.finder}>
      <TextInput
        variant="unstyled"
        classNames={{ input: classes.input ?? '' }}
        role="combobox"
        aria-label={mode === 'files' ? say('palette.fileOf') : say('palette.label')}
        placeholder={mode === 'files' ? say('palette.fileOf') : say('palette.placeholder')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(chosen === undefined ? {} : { 'aria-activedescendant': `${id}-${chosenAt}` })}
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={say('palette.fits')} className={classes.list}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className={classes.group} aria-hidden="true">
              {group}
            </div>
            {items.map((item, index) =>
              item.group === group ? (
                // The field takes the keys.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={`${item.word} ${item.hint ?? ''}`}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={item === chosen}
                  className={classes.item}
                  onClick={() => { run(item); }}
                >
                  <span className="cut">{item.word}</span>
                  {item.hint !== undefined && <span className={classes.hint}>{item.hint}</span>}
                </div>
              ) : null,
            )}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className={classes.none} role="status">
          {failed ? say('palette.failed') : text.trim() === '' ? say('palette.type') : say('palette.none')}
        </p>
      )}
    </div>
  );
}

/** What fits the words: first what the registry has, then pages and actions. */
function useItems(mode: 'all' | 'files', words: string, onKeys: () => void): { readonly items: readonly Item[]; readonly failed: boolean } {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const session = useSession();
  const notices = useNotices();
  const { setColorScheme } = useMantineColorScheme();
  const [asked] = useDebouncedValue(words, 120);
  const place = placeOf(pathname);
  const suggestions = useQuery(suggestQuery(mode === 'all' ? asked : ''));
  const files = useQuery(filesQuery(place, asked));
  const revisions = useQuery(revisionsQuery(mode === 'all' && words !== '' ? place : null));
  const go = (to: string) => void navigate(to);
  const found = words === '' ? [] : (files.data?.entries ?? []);
  const fileItems = place === null ? [] : found.map(({ path }) => ({ group: say('palette.files'), word: path, run: () => { go(placePath(place, 'files', path)); } }));
  if (mode === 'files') return { items: fileItems, failed: files.error !== null };
  const packages = words === '' ? [] : (suggestions.data?.packages ?? []);
  const owners = words === '' ? [] : (suggestions.data?.owners ?? []);
  const user = session.data?.user ?? null;
  const fixed: readonly Item[] = [
    ...(place === null ? [] : sectionItems(place, go)),
    { group: say('palette.pages'), word: say('palette.home'), hint: 'g h', run: () => { go('/'); } },
    { group: say('palette.pages'), word: say('palette.all'), run: () => { go('/search?q='); } },
    ...(user === null
      ? [{ group: say('palette.pages'), word: say('common.signIn'), run: () => { go(`/signin?next=${encodeURIComponent(pathname)}`); } }]
      : [
          { group: say('palette.pages'), word: say('frame.own'), hint: 'g p', run: () => { go('/profile'); } },
          { group: say('palette.pages'), word: say('frame.account'), run: () => { go('/account'); } },
          { group: say('palette.pages'), word: say('frame.code'), run: () => { go('/code'); } },
        ]),
    ...(session.data?.is_admin === true
      ? adminPages.map((page) => ({ group: say('frame.admin'), word: say(`admin.page.${page}`), run: () => { go(`/admin/${page}`); } }))
      : []),
    {
      group: say('palette.actions'),
      word: say('palette.copyLink'),
      run: () => {
        copy(window.location.href).then(
          () => { notices.show(say('palette.linkCopied')); },
          () => { notices.show(say('common.noCopy')); },
        );
      },
    },
    { group: say('palette.actions'), word: say('palette.light'), run: () => { setColorScheme('light'); } },
    { group: say('palette.actions'), word: say('palette.dark'), run: () => { setColorScheme('dark'); } },
    { group: say('palette.actions'), word: say('palette.system'), run: () => { setColorScheme('auto'); } },
    { group: say('palette.actions'), word: say('palette.showKeys'), hint: '?', run: onKeys },
    ...(user === null ? [] : [{ group: say('palette.actions'), word: say('common.signOut'), run: () => { go('/signout'); } }]),
  ];
  return {
    items: [
      ...packages.map(({ owner, name }) => ({ group: say('palette.packages'), word: `${owner}/${name}`, run: () => { go(placePath({ owner, name })); } })),
      ...fileItems.slice(0, 6),
      ...(place === null || words === '' ? [] : revisionItems(place, revisions.data?.revisions ?? [], words, go)),
      ...owners.map((owner) => ({ group: say('palette.people'), word: owner, run: () => { go(`/user/${encodeURIComponent(owner)}`); } })),
      ...fixed.filter(({ word, group }) => words === '' || fits(`${group} ${word}`, words)),
    ],
    failed: suggestions.error !== null,
  };
}
