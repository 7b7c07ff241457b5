import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty, Failure, Loading } from '../../components/states/States';
import { DataTable } from '../../components/table/DataTable';
import type { AdminStorage } from '../../lib/api-types';
import { bytes, count, shortHash } from '../../lib/format';
import { placePath } from '../../lib/places';
import classes from './Admin.module.css';
import { storageQuery } from './api';

/** Where the room goes. */
export function StoragePage() {
  const { data, error, refetch } = useQuery(storageQuery);
  return (
    <>
      <div className={classes.tools}>
        <h2>Storage</h2>
      </div>
      {error && <Failure error={error} what="The use of the storage" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the use of the storage" />}
      {data !== undefined && <Use use={data} />}
    </>
  );
}

function Use({ use }: { readonly use: AdminStorage }) {
  return (
    <>
      <dl className={classes.numbers}>
        <Fact word="Stored">
          {bytes(use.bytes)} in {count(use.objects)} objects
        </Fact>
        <Fact word="Without sharing">{bytes(use.logical_bytes)}</Fact>
        <Fact word="Saved by sharing">{Math.round(use.saved * 100)}%</Fact>
        <Fact word="Free disk">{use.disk === null ? 'not known' : `${bytes(use.disk.free)} of ${bytes(use.disk.total)}`}</Fact>
      </dl>
      {use.objects === 0 && <Empty>Nothing is stored yet.</Empty>}
      <Part title="Owners" shown={use.owners.length}>
        <DataTable
          label="Owners"
          rows={use.owners}
          rowKey={({ owner }) => owner}
          columns={[
            { key: 'owner', word: 'Owner', cell: ({ owner }) => <Link to={`/user/${owner}`}>{owner}</Link> },
            { key: 'packages', word: 'Packages', number: true, cell: ({ packages }) => count(packages) },
            { key: 'objects', word: 'Objects', number: true, cell: ({ objects }) => count(objects) },
            { key: 'bytes', word: 'Size', number: true, cell: (line) => bytes(line.bytes) },
          ]}
        />
      </Part>
      <Part title="Packages" shown={use.packages.length}>
        <DataTable
          label="Packages"
          rows={use.packages}
          rowKey={({ owner, name }) => `${owner}/${name}`}
          columns={[
            { key: 'package', word: 'Package', cell: packageLink },
            { key: 'objects', word: 'Objects', number: true, cell: ({ objects }) => count(objects) },
            { key: 'bytes', word: 'Size', number: true, cell: (line) => bytes(line.bytes) },
          ]}
        />
      </Part>
      <Part title="Kinds of files in the latest revisions" shown={use.kinds.length}>
        <DataTable
          label="Kinds of files"
          rows={use.kinds}
          rowKey={({ type }) => type}
          columns={[
            { key: 'kind', word: 'Kind', cell: ({ type }) => (type === '' ? 'no extension' : type.slice(1)) },
            { key: 'files', word: 'Files', number: true, cell: ({ files }) => count(files) },
          ]}
        />
      </Part>
      <Part title="Largest objects" shown={use.largest.length}>
        <DataTable
          label="Largest objects"
          rows={use.largest}
          rowKey={({ owner, hash }) => `${owner}/${hash}`}
          columns={[
            { key: 'hash', word: 'Object', cell: ({ hash }) => <code title={hash}>{shortHash(hash)}</code> },
            { key: 'package', word: 'Package', cell: packageLink },
            { key: 'bytes', word: 'Size', number: true, cell: (line) => bytes(line.bytes) },
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
