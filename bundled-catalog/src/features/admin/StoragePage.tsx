import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty, Failure, Loading } from '../../components/states/States';
import { DataTable } from '../../components/table/DataTable';
import type { AdminStorage } from '../../lib/api-types';
import { bytes, count, percent, shortHash } from '../../lib/format';
import { placePath } from '../../lib/places';
import { say } from '../../lib/texts';
import classes from './Admin.module.css';
import { storageQuery } from './api';

/** Where the room goes. */
export function StoragePage() {
  const { data, error, refetch } = useQuery(storageQuery);
  return (
    <>
      <div className={classes.tools}>
        <h2>{say('admin.page.storage')}</h2>
      </div>
      {error && <Failure error={error} what={say('thing.storage')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.storage')} />}
      {data !== undefined && <Use use={data} />}
    </>
  );
}

function Use({ use }: { readonly use: AdminStorage }) {
  return (
    <>
      <dl className={classes.numbers}>
        <Fact word={say('storage.storedWord')}>
          {say('storage.stored', { size: bytes(use.bytes), n: use.objects })}
        </Fact>
        <Fact word={say('storage.logical')}>{bytes(use.logical_bytes)}</Fact>
        <Fact word={say('storage.saved')}>{percent(use.saved)}</Fact>
        <Fact word={say('storage.disk')}>{use.disk === null ? say('storage.unknown') : say('word.of', { part: bytes(use.disk.free), all: bytes(use.disk.total) })}</Fact>
      </dl>
      {use.objects === 0 && <Empty>{say('storage.none')}</Empty>}
      <Part title={say('storage.owners')} shown={use.owners.length}>
        <DataTable
          label={say('storage.owners')}
          rows={use.owners}
          rowKey={({ owner }) => owner}
          columns={[
            { key: 'owner', word: say('search.owner'), cell: ({ owner }) => <Link to={`/user/${owner}`}>{owner}</Link> },
            { key: 'packages', word: say('admin.page.packages'), number: true, cell: ({ packages }) => count(packages) },
            { key: 'objects', word: say('storage.objects'), number: true, cell: ({ objects }) => count(objects) },
            { key: 'bytes', word: say('search.by.size'), number: true, cell: (line) => bytes(line.bytes) },
          ]}
        />
      </Part>
      <Part title={say('admin.page.packages')} shown={use.packages.length}>
        <DataTable
          label={say('admin.page.packages')}
          rows={use.packages}
          rowKey={({ owner, name }) => `${owner}/${name}`}
          columns={[
            { key: 'package', word: say('word.package'), cell: packageLink },
            { key: 'objects', word: say('storage.objects'), number: true, cell: ({ objects }) => count(objects) },
            { key: 'bytes', word: say('search.by.size'), number: true, cell: (line) => bytes(line.bytes) },
          ]}
        />
      </Part>
      <Part title={say('storage.kindsLatest')} shown={use.kinds.length}>
        <DataTable
          label={say('storage.kinds')}
          rows={use.kinds}
          rowKey={({ type }) => type}
          columns={[
            { key: 'kind', word: say('word.kind'), cell: ({ type }) => (type === '' ? say('word.noExtension') : type.slice(1)) },
            { key: 'files', word: say('section.files'), number: true, cell: ({ files }) => count(files) },
          ]}
        />
      </Part>
      <Part title={say('storage.largest')} shown={use.largest.length}>
        <DataTable
          label={say('storage.largest')}
          rows={use.largest}
          rowKey={({ owner, hash }) => `${owner}/${hash}`}
          columns={[
            { key: 'hash', word: say('storage.object'), cell: ({ hash }) => <code title={hash}>{shortHash(hash)}</code> },
            { key: 'package', word: say('word.package'), cell: packageLink },
            { key: 'bytes', word: say('search.by.size'), number: true, cell: (line) => bytes(line.bytes) },
          ]}
        />
      </Part>
    </>
  );
}

function packageLink({ owner, name }: { readonly owner: string; readonly name: string }) {
  return (
    <Link to={placePath({ owner, name })}>
      {owner}/{name}
    </Link>
  );
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Part({ title, shown, children }: { readonly title: string; readonly shown: number; readonly children: ReactNode }) {
  if (shown === 0) return null;
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
