import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { Package } from '../../lib/api-types';
import { shortHash } from '../../lib/format';
import type { Place } from '../../lib/places';
import { say } from '../../lib/texts';
import { type Named, useAddVersion, useRemoveTag, useSetTag } from './people';
import classes from './Settings.module.css';

/** Tags, which move, and versions, which stay: both name a revision. */
export function NamesOfRevisions({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const setTag = useSetTag(place);
  const removeTag = useRemoveTag(place);
  const addVersion = useAddVersion(place);
  return (
    <>
      <section className={classes.section} aria-labelledby="tags">
        <h2 id="tags">{say('names.tags')}</h2>
        <p className={classes.text}>{say('names.tagsText')}</p>
        <ul className={classes.list}>
          {shown.tags.map((tag) => (
            <li key={tag.name}>
              {tag.name} <code className="quiet">{shortHash(tag.hash)}</code>
              <Button variant="subtle" size="compact-sm" aria-label={say('names.removeTag', { name: tag.name })} onClick={() => { removeTag.mutate(tag.name); }}>
                {say('word.remove')}
              </Button>
            </li>
          ))}
        </ul>
        {removeTag.error && (
          <p className={classes.problem} role="alert">
            {say('common.notChanged', { message: removeTag.error.message })}
          </p>
        )}
        <NameForm kind="tag" hash={shown.revision.hash} error={setTag.error} busy={setTag.isPending} onSet={setTag.mutate} />
      </section>
      <section className={classes.section} aria-labelledby="versions">
        <h2 id="versions">{say('names.versions')}</h2>
        <p className={classes.text}>{say('names.versionsText')}</p>
        <ul className={classes.list}>
          {shown.versions.map((version) => (
            <li key={version.name}>
              {version.name} <code className="quiet">{shortHash(version.hash)}</code>
            </li>
          ))}
        </ul>
        <NameForm kind="version" hash={shown.revision.hash} error={addVersion.error} busy={addVersion.isPending} onSet={addVersion.mutate} />
      </section>
    </>
  );
}

interface FormProps {
  readonly kind: 'tag' | 'version';
  /** Of the revision that is shown, which the name is for unless another is typed. */
  readonly hash: string;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSet: (named: Named, options: { readonly onSuccess: () => void }) => void;
}

function NameForm({ kind, hash, error, busy, onSet }: FormProps) {
  const [name, setName] = useState('');
  const [target, setTarget] = useState(hash);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSet({ name: name.trim(), hash: target.trim() }, { onSuccess: () => { setName(''); } });
  };
  return (
    <form className={classes.row} onSubmit={onSubmit}>
      <TextInput label={say(`names.nameOf.${kind}`)} value={name} error={error?.message} onChange={(event) => { setName(event.currentTarget.value); }} />
      <TextInput
        label={say('names.hash')}
        value={target}
        miw={280}
        classNames={{ input: 'mono' }}
        onChange={(event) => { setTarget(event.currentTarget.value); }}
      />
      <Button type="submit" variant="default" loading={busy}>
        {say(`names.set.${kind}`)}
      </Button>
    </form>
  );
}
