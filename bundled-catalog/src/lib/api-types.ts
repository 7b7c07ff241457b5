// Made by scripts/types.mjs from the OpenAPI document of the server. Do not edit.
/* eslint-disable */

/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Hash".
 */
export type Hash = string;
/**
 * the widest that the caller may know of
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Visibility".
 */
export type Visibility = 'private' | 'team' | 'public';
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Kind".
 */
export type Kind = 'group' | 'table' | 'file';
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Facet".
 */
export type Facet = {
  value: string;
  count: number;
}[];
/**
 * 64-bit integers and decimals as text, times as ISO text, nested values as JSON text
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Cell".
 */
export type Cell = null | boolean | number | string | Binary;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "PushAnswer".
 */
export type PushAnswer =
  | {
      upload_urls: {
        [k: string]: {
          head: string;
          put: string;
        };
      };
      status?: 200;
    }
  | {
      package_url: string;
      package_hash: Hash;
      status?: 200;
    };

export interface Schemas {}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Error".
 */
export interface Error {
  message: string;
  request_id: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
  user: string | null;
  email: string | null;
  is_admin: boolean;
  /**
   * seconds since 1970
   */
  expires_at: number | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Sessions".
 */
export interface Sessions {
  sessions: {
    id: string;
    /**
     * null when it was not noted
     */
    kind: 'browser' | 'program' | null;
    /**
     * what it calls itself
     */
    agent: string | null;
    /**
     * seconds since 1970
     */
    made_at: number;
    /**
     * seconds since 1970, exact to 5 minutes; null when it was not used since that is noted
     */
    used_at: number | null;
    /**
     * seconds since 1970
     */
    expires_at: number;
    /**
     * whether it is the one that asks
     */
    current: boolean;
  }[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Config".
 */
export interface Config {
  /**
   * root of the registry, for commands shown to people; requests of the page go to its own origin
   */
  api: string;
  alwaysRequiresAuth: boolean;
  team: {
    id: string;
    name: string | null;
  } | null;
  stripeKey: string;
  sentryDSN: string;
  mixpanelToken: string;
  brand: {
    name: string;
    mark: string;
    support: string | null;
    docs: string | null;
  };
  signup: boolean;
  mail: boolean;
  visibility: {
    public: boolean;
    team: boolean;
  };
  /**
   * whether the routes under /api/users/ are switched on
   */
  users: boolean;
  /**
   * address that begins a sign-in with GitHub
   */
  github: string | null;
  /**
   * public root of the catalog
   */
  catalog: string;
  version: string;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Card".
 */
export interface Card {
  owner: string;
  name: string;
  visibility: Visibility;
  /**
   * first sentence of the README
   */
  description: string | null;
  /**
   * seconds since 1970, with a fraction
   */
  updated_at: number | null;
  updated_by: string | null;
  /**
   * bytes, unpacked
   */
  size: number | null;
  files: number | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Home".
 */
export interface Home {
  opened: Card[];
  recent: Card[];
  own: Card[];
  shared: Card[];
  totals: {
    recent: number;
    own: number;
    shared: number;
  };
  /**
   * no package that this caller may see
   */
  empty: boolean;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "RevisionFacts".
 */
export interface RevisionFacts {
  hash: Hash;
  /**
   * seconds since 1970, with a fraction
   */
  created_at: number;
  created_by: string;
  /**
   * seconds since 1970, with a fraction
   */
  updated_at: number;
  updated_by: string;
  /**
   * bytes, unpacked
   */
  size: number;
  files: number;
  tags: string[];
  versions: string[];
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Package".
 */
export interface Package {
  owner: string;
  name: string;
  visibility: Visibility;
  is_public: boolean;
  is_team: boolean;
  revision: RevisionFacts;
  latest: Hash | null;
  is_latest: boolean;
  description: string | null;
  readme: {
    text: string;
    truncated: boolean;
    hash: Hash;
  } | null;
  /**
   * number of files by lower-case extension with its dot; "" for none
   */
  file_types: {
    [k: string]: number;
  };
  tags: {
    name: string;
    hash: Hash;
  }[];
  /**
   * oldest first
   */
  versions: {
    name: string;
    hash: Hash;
  }[];
  counts: {
    /**
     * lines of the log
     */
    revisions: number;
    comments: number;
  };
  usage: {
    installs: number;
    previews: number;
  };
  rights: {
    owner: boolean;
    push: boolean;
    comment: boolean;
  };
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Entry".
 */
export interface Entry {
  name: string;
  path: string;
  kind: Kind;
  /**
   * lower-case extension with its dot, or ""
   */
  type: string;
  /**
   * last name of q_path
   */
  original_name: string | null;
  /**
   * bytes, unpacked
   */
  size: number;
  /**
   * leaves at and below
   */
  files: number;
  /**
   * of a table that somebody has looked at
   */
  rows: number | null;
  /**
   * of the one object; null for groups and tables of several parts
   */
  hash: Hash | null;
  /**
   * user metadata
   */
  has_metadata: boolean;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Tree".
 */
export interface Tree {
  hash: Hash;
  path: string;
  /**
   * bytes, unpacked
   */
  size: number;
  files: number;
  total: number;
  entries: Entry[];
  /**
   * value of after for what follows; null at the end
   */
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Found".
 */
export interface Found {
  name: string;
  path: string;
  kind: Kind;
  type: string;
  original_name: string | null;
  /**
   * bytes, unpacked
   */
  size: number;
  files: number;
  /**
   * of a table that somebody has looked at
   */
  rows: number | null;
  /**
   * matched ranges of path
   */
  marks: number[][];
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Find".
 */
export interface Find {
  hash: Hash;
  /**
   * all matches, shown or not
   */
  total: number;
  entries: Found[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Node".
 */
export interface Node {
  hash: Hash;
  path: string;
  name: string;
  kind: Kind;
  type: string;
  original_name: string | null;
  /**
   * bytes, unpacked
   */
  size: number;
  files: number;
  /**
   * of a table that somebody has looked at
   */
  rows: number | null;
  /**
   * in the order of their data; none for groups
   */
  objects: {
    hash: Hash;
    /**
     * bytes, unpacked; null when not known
     */
    size: number | null;
  }[];
  /**
   * as raw sends it
   */
  content_type: string | null;
  /**
   * what the client noted, such as q_path
   */
  metadata: {} | null;
  metadata_hash: Hash | null;
  /**
   * the user's own JSON; null when there is none, or it is not readable or over 1 MB
   */
  user_metadata: {
    [k: string]: unknown;
  };
  /**
   * path of the sibling before, by name
   */
  previous: string | null;
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Counts".
 */
export interface Counts {
  added: number;
  removed: number;
  changed: number;
  moved: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Revisions".
 */
export interface Revisions {
  total: number;
  revisions: {
    hash: Hash;
    author: string;
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
    tags: string[];
    versions: string[];
    /**
     * bytes, unpacked
     */
    size: number;
    files: number;
    /**
     * of the push before
     */
    previous: Hash | null;
    /**
     * against previous; null for the first push, and while too much is to be counted: ask again
     */
    changes: Counts | null;
  }[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Side".
 */
export interface Side {
  kind: Kind;
  type: string;
  /**
   * bytes, unpacked
   */
  size: number;
  hash: Hash | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Change".
 */
export interface Change {
  path: string;
  change: 'added' | 'removed' | 'changed' | 'moved';
  /**
   * path in base of what was moved
   */
  from: string | null;
  before: Side | null;
  after: Side | null;
  contents_changed: boolean;
  /**
   * the user's metadata
   */
  metadata_changed: boolean;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Compare".
 */
export interface Compare {
  base: RevisionFacts;
  head: RevisionFacts;
  summary: {
    added: number;
    removed: number;
    changed: number;
    moved: number;
    /**
     * bytes, unpacked
     */
    bytes_added: number;
    /**
     * bytes, unpacked
     */
    bytes_removed: number;
  };
  /**
   * of the changes at and below path with that change
   */
  total: number;
  changes: Change[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Latest".
 */
export interface Latest {
  hash: Hash;
  /**
   * seconds since 1970, with a fraction
   */
  updated_at: number;
  updated_by: string;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "FileHistory".
 */
export interface FileHistory {
  hash: Hash;
  path: string;
  /**
   * how many pushes were looked at for this answer
   */
  looked: number;
  changes: {
    hash: Hash;
    author: string;
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
    /**
     * moved: it came here from another path
     */
    change: 'added' | 'changed' | 'moved' | 'removed';
    /**
     * of the push before; null for the first push
     */
    previous: Hash | null;
    tags: string[];
    versions: string[];
  }[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Comments".
 */
export interface Comments {
  comments: {
    id: string;
    author: string;
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
    /**
     * seconds since 1970, with a fraction
     */
    edited: number | null;
    /**
     * only its author and the owner of the package see it
     */
    hidden: boolean;
    contents: string;
    /**
     * until when the caller may change or remove it; null when he may not
     */
    changeable_until: number | null;
  }[];
  may_hide: boolean;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Hit".
 */
export interface Hit {
  owner: string;
  name: string;
  visibility: Visibility;
  /**
   * seconds since 1970, with a fraction
   */
  updated_at: number;
  updated_by: string;
  /**
   * bytes, unpacked
   */
  size: number;
  files: number;
  tags: string[];
  rank: number;
  /**
   * marked ranges: [from, to), in UTF-16 units as JavaScript counts
   */
  owner_marks: number[][];
  /**
   * marked ranges: [from, to), in UTF-16 units as JavaScript counts
   */
  name_marks: number[][];
  snippet: {
    text: string;
    /**
     * marked ranges: [from, to), in UTF-16 units as JavaScript counts
     */
    marks: number[][];
  } | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Search".
 */
export interface Search {
  total: number;
  /**
   * from 1
   */
  page: number;
  pages: number;
  packages: Hit[];
  /**
   * counts among all that match the words, each facet with the other filters applied; at most 50 values, most frequent first
   */
  facets: {
    owner: Facet;
    visibility: Facet;
    tag: Facet;
    type: Facet;
  };
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Suggest".
 */
export interface Suggest {
  packages: {
    owner: string;
    name: string;
    visibility: Visibility;
  }[];
  owners: string[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Names".
 */
export interface Names {
  users: string[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "WeeklyCounts".
 */
export interface WeeklyCounts {
  /**
   * 52 numbers, the oldest week first; the present one, not over yet, last
   */
  weeks: number[];
  /**
   * of all times, older ones included
   */
  total: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Usage".
 */
export interface Usage {
  /**
   * seconds since 1970: midnight UTC of the Monday that begins the oldest week
   */
  start: number;
  installs: WeeklyCounts;
  views: WeeklyCounts;
  /**
   * told to the owner alone
   */
  last_install: {
    /**
     * null for somebody who was not signed in
     */
    user: string | null;
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
  } | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "ActivityPush".
 */
export interface ActivityPush {
  owner: string;
  name: string;
  visibility: Visibility;
  author: string;
  /**
   * seconds since 1970, with a fraction
   */
  created: number;
  hash: Hash;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "ActivityComment".
 */
export interface ActivityComment {
  id: string;
  owner: string;
  name: string;
  visibility: Visibility;
  author: string;
  /**
   * seconds since 1970, with a fraction
   */
  created: number;
  /**
   * the first sentence, as plain text; empty where there is no prose
   */
  text: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Activity".
 */
export interface Activity {
  pushes: ActivityPush[];
  comments: ActivityComment[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Done".
 */
export interface Done {
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "AdminUsers".
 */
export interface AdminUsers {
  total: number;
  users: {
    name: string;
    email: string;
    state: 'active' | 'disabled';
    is_admin: boolean;
    packages: number;
    installs: number;
    previews: number;
    pushes: number;
    deletes: number;
    /**
     * seconds since 1970, with a fraction
     */
    date_joined: number;
    /**
     * seconds since 1970, with a fraction
     */
    last_seen: number | null;
  }[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Admission".
 */
export interface Admission {
  name: string;
  /**
   * where the owner chooses a password, once and within a day: as secret as a password; null when it went out by mail
   */
  link: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "AdminPackages".
 */
export interface AdminPackages {
  total: number;
  packages: {
    owner: string;
    name: string;
    /**
     * null when deleted
     */
    visibility: Visibility | null;
    deleted: boolean;
    /**
     * bytes of its different objects
     */
    size: number;
    revisions: number;
    installs: number;
    previews: number;
    pushes: number;
    /**
     * seconds since 1970, with a fraction
     */
    last_push: number | null;
  }[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "AdminAudit".
 */
export interface AdminAudit {
  events: {
    id: number;
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
    /**
     * null: nobody signed in
     */
    user: string | null;
    type: 'PUSH' | 'INSTALL' | 'PREVIEW' | 'DELETE';
    owner: string;
    name: string;
    hash: Hash | null;
    /**
     * particulars, as JSON
     */
    extra: {
      [k: string]: unknown;
    };
  }[];
  next: string | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "AdminStorage".
 */
export interface AdminStorage {
  objects: number;
  /**
   * of all different objects
   */
  bytes: number;
  /**
   * what all revisions would take without sharing
   */
  logical_bytes: number;
  /**
   * share from 0 to 1 saved by that
   */
  saved: number;
  disk: {
    free: number;
    total: number;
  } | null;
  owners: {
    owner: string;
    packages: number;
    objects: number;
    bytes: number;
  }[];
  packages: {
    owner: string;
    name: string;
    objects: number;
    bytes: number;
  }[];
  /**
   * files of the latest revisions by extension
   */
  kinds: {
    type: string;
    files: number;
  }[];
  largest: {
    owner: string;
    name: string;
    hash: Hash;
    bytes: number;
  }[];
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "AdminBackups".
 */
export interface AdminBackups {
  /**
   * false in a test mode, whose data go with it
   */
  kept: boolean;
  schedule: 'off' | 'daily' | 'weekly';
  /**
   * time of day of the registry, such as 03:00
   */
  at: string;
  /**
   * when the next one is made by itself
   */
  next: number | null;
  /**
   * that time has come or was missed, and no backup has come of it yet
   */
  due: boolean;
  /**
   * the newest one that has everything
   */
  last: {
    /**
     * seconds since 1970, with a fraction
     */
    created: number;
    /**
     * objects that were missing or damaged when it was made
     */
    problems: number;
    verified: 'no' | 'good' | 'bad';
  } | null;
  status: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Binary".
 */
export interface Binary {
  bytes: number;
  /**
   * the first 16 bytes, hexadecimal
   */
  first: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Column".
 */
export interface Column {
  name: string;
  /**
   * as the engine calls it
   */
  type: string;
  kind: 'number' | 'text' | 'boolean' | 'time' | 'binary' | 'nested';
}
/**
 * only the first bytes of the file were read
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Partial".
 */
export interface Partial {
  read: number;
  of: number | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Rows".
 */
export interface Rows {
  status: 200;
  hash: Hash;
  path: string;
  format: 'parquet' | 'csv' | 'jsonl' | 'xlsx';
  delimiter: string | null;
  header: boolean | null;
  /**
   * names of all sheets of a workbook
   */
  sheets: string[] | null;
  /**
   * which of them the rows are of
   */
  sheet: string | null;
  schema: Column[];
  /**
   * places of the columns that the rows have
   */
  columns: number[];
  /**
   * rows that the filters leave
   */
  total: number;
  offset: number;
  rows: Cell[][];
  /**
   * pairs of row and cell whose text is longer
   */
  cut: number[][];
  partial: Partial | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Bar".
 */
export interface Bar {
  from: Cell;
  to: Cell;
  count: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "CountedValue".
 */
export interface CountedValue {
  value: Cell;
  count: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "SummaryColumn".
 */
export interface SummaryColumn {
  name: string;
  type: string;
  kind: 'number' | 'text' | 'boolean' | 'time' | 'binary' | 'nested';
  nulls: number | null;
  /**
   * about
   */
  distinct: number | null;
  min: Cell;
  max: Cell;
  bars: Bar[] | null;
  top: CountedValue[] | null;
  failed: string | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Summary".
 */
export interface Summary {
  status: 200;
  hash: Hash;
  path: string;
  rows: number;
  partial: Partial | null;
  columns: SummaryColumn[];
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "SummaryProgress".
 */
export interface SummaryProgress {
  status: 202;
  done: number;
  of: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Query".
 */
export interface Query {
  status: 200;
  hash: Hash;
  schema: Column[];
  rows: Cell[][];
  cut: number[][];
  /**
   * there are more rows than the limit, or than a megabyte
   */
  more: boolean;
  /**
   * rows of the whole result, where they were counted within a second
   */
  total: number | null;
  /**
   * tables of which only the first part was read
   */
  partial: string[];
  milliseconds: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "ComparedColumn".
 */
export interface ComparedColumn {
  name: string;
  change: 'same' | 'added' | 'removed' | 'retyped';
  /**
   * its type
   */
  before: string | null;
  after: string | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "ChangedRow".
 */
export interface ChangedRow {
  change: 'added' | 'removed' | 'changed';
  before: Cell[] | null;
  after: Cell[] | null;
  /**
   * places of the columns that differ
   */
  cells: number[];
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "TableChanges".
 */
export interface TableChanges {
  status: 200;
  base: Hash;
  head: Hash;
  path: string;
  columns: ComparedColumn[];
  rows: {
    before: number;
    after: number;
  };
  key: string[] | null;
  counts: {
    added: number;
    removed: number;
    changed: number;
    same: number;
  };
  offset: number;
  lines: ChangedRow[];
  more: boolean;
  partial: boolean;
}
/**
 * an address for each object hash, good for a day
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "SignedUrls".
 */
export interface SignedUrls {
  [k: string]: string;
}
/**
 * bytes of each object, unpacked
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Sizes".
 */
export interface Sizes {
  [k: string]: number | null;
}
/**
 * a contents tree as the client sends it; children by name
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "PushBody".
 */
export interface PushBody {
  contents: {};
  description?: string;
  sizes: {
    [k: string]: number | null;
  };
  dry_run?: boolean;
  is_public?: boolean;
  public?: boolean;
  is_team?: boolean;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Listed".
 */
export interface Listed {
  name: string;
  is_public: boolean;
  is_team: boolean;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "ListedWithOwner".
 */
export interface ListedWithOwner {
  owner: string;
  name: string;
  is_public: boolean;
  is_team: boolean;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Invitation".
 */
export interface Invitation {
  invitation_id: number;
  owner: string;
  package: string;
  email: string;
  invited_at: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Comment".
 */
export interface Comment {
  id: string;
  author: string;
  created: number;
  contents: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Event".
 */
export interface Event {
  created: number;
  user: string | null;
  type: 'PUSH' | 'INSTALL' | 'PREVIEW' | 'DELETE';
  package_owner: string | null;
  package_name: string | null;
  package_hash: string | null;
  extra: {} | null;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "EventCount".
 */
export interface EventCount {
  count: number;
  latest?: number;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Token".
 */
export interface Token {
  token: string;
  status?: 200;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Refusal".
 */
export interface Refusal {
  message: string;
  request_id?: string;
}
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "Success".
 */
export interface Success {
  status?: 200;
}
