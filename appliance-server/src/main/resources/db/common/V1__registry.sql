-- The tables of the registry (registry-api.md 5.1), with our own words: a revision is what the original calls an
-- instance. Names of people in package tables are plain text without a key to account, so that a package outlives its
-- people's accounts.

create table account (
    id           uuid primary key,
    name         varchar(64)  not null unique,
    email        varchar(320) not null,
    email_lower  varchar(320) not null unique,
    password     varchar(200),
    is_admin     boolean      not null default false,
    is_active    boolean      not null default false,
    date_joined  timestamp with time zone not null,
    last_login   timestamp with time zone not null,
    github_id    bigint unique
);

create table token (
    account_id uuid not null references account (id),
    token      uuid not null,
    expires    timestamp with time zone not null,
    primary key (account_id, token)
);

create table one_time_code (
    account_id uuid not null references account (id),
    code       uuid not null,
    expires    timestamp with time zone not null,
    primary key (account_id, code)
);

-- At most one open activation link and one open reset link for each account.
create table account_link (
    account_id uuid        not null references account (id),
    purpose    varchar(16) not null,
    token      uuid        not null,
    issued     timestamp with time zone not null,
    primary key (account_id, purpose)
);

create table mail (
    id         bigint generated always as identity primary key,
    recipients text         not null,
    subject    text         not null,
    text_body  text         not null,
    html_body  text         not null,
    created    timestamp with time zone not null,
    state      varchar(16)  not null,
    attempts   integer      not null default 0,
    next_try   timestamp with time zone not null,
    last_error text
);
create index mail_state on mail (state, next_try);

create table package (
    id         bigint generated always as identity primary key,
    owner      varchar(64)  not null,
    name       varchar(64)  not null,
    -- owner/name in lower case: two packages may not differ in letter case alone
    lower_path varchar(160) not null unique,
    created_at timestamp with time zone not null,
    unique (owner, name)
);

create table revision (
    id           bigint generated always as identity primary key,
    package_id   bigint      not null references package (id),
    hash         ${binary}   not null,
    created_at   timestamp with time zone not null,
    created_by   varchar(64) not null,
    updated_at   timestamp with time zone not null,
    updated_by   varchar(64) not null,
    object_count bigint      not null,
    total_bytes  bigint      not null,
    -- JSON texts, made at push so that no reader has to parse the tree
    file_types   text        not null,
    preview      text        not null,
    readme_hash  ${binary},
    -- what search indexes of the tree: distinct words of node names, bounded
    search_names text        not null,
    unique (package_id, hash)
);

-- The tree (compressed JSON) and the list of its objects, in parts of at most 1 MiB. kind: 'tree' or 'objects'.
create table revision_part (
    revision_id bigint      not null references revision (id),
    kind        varchar(8)  not null,
    part        integer     not null,
    bytes       ${binary}   not null,
    primary key (revision_id, kind, part)
);

-- First characters of an object that serves as README of some revision.
create table readme (
    owner varchar(64) not null,
    hash  ${binary}   not null,
    text  text        not null,
    primary key (owner, hash)
);

-- Which objects occur in any revision of a package, and how many bytes they have. Revisions vanish only with their
-- package, so no finer relation is needed, and pushing a large package with one changed file adds one row.
create table package_object (
    package_id bigint    not null,
    hash       ${binary} not null,
    size       bigint    not null,
    primary key (hash, package_id)
);
create index package_object_package on package_object (package_id);

-- Parts of lists of objects that a push left to be put into package_object after it was answered. Whoever looks for
-- objects looks here first, then there.
create table unrelated_part (
    revision_id bigint  not null references revision (id),
    part        integer not null,
    primary key (revision_id, part)
);

create table push_log (
    id          bigint generated always as identity primary key,
    package_id  bigint      not null references package (id),
    revision_id bigint      not null references revision (id),
    created     timestamp with time zone not null,
    author      varchar(64) not null
);
create index push_log_package on push_log (package_id);

create table version (
    package_id   bigint      not null references package (id),
    version      varchar(64) not null,
    revision_id  bigint      not null references revision (id),
    user_version varchar(64) not null,
    primary key (package_id, version)
);

create table tag (
    package_id  bigint      not null references package (id),
    tag         varchar(64) not null,
    revision_id bigint      not null references revision (id),
    primary key (package_id, tag)
);

create table access (
    package_id bigint      not null references package (id),
    grantee    varchar(64) not null,
    primary key (package_id, grantee)
);
create index access_grantee on access (grantee);

create table invitation (
    id         bigint generated always as identity primary key,
    package_id bigint       not null references package (id),
    email      varchar(254) not null,
    invited_at timestamp with time zone not null,
    unique (package_id, email)
);
create index invitation_email on invitation (email);

create table event (
    id            bigint generated always as identity primary key,
    created       timestamp with time zone not null,
    actor         varchar(64),
    type          varchar(8)  not null,
    package_owner varchar(64) not null,
    package_name  varchar(64) not null,
    package_hash  ${binary},
    extra         text
);
create index event_created on event (created);
create index event_actor on event (actor);
create index event_package on event (package_owner, package_name);

create table comment (
    id         bigint generated always as identity primary key,
    package_id bigint      not null references package (id),
    author     varchar(64) not null,
    created    timestamp with time zone not null,
    contents   text        not null
);
create index comment_package on comment (package_id);
