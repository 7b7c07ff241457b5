-- The tables of an original Quilt 2 registry after its last migration (registry-api.md 5.1), as far as names, types and
-- keys go.

create table package (
    id    bigserial primary key,
    owner varchar(64) not null,
    name  varchar(64) not null
);
create unique index package_owner_name on package (owner, name);

create table s3_blob (
    id          bigserial primary key,
    owner       varchar(64) not null,
    hash        varchar(64) not null,
    size        bigint,
    preview     text,
    preview_tsv tsvector
);
create unique index s3_blob_owner_hash on s3_blob (owner, hash);

create table instance (
    id             bigserial primary key,
    package_id     bigint      not null references package (id),
    hash           varchar(64) not null,
    created_at     timestamptz not null default now(),
    created_by     varchar(64) not null,
    updated_at     timestamptz not null default now(),
    updated_by     varchar(64) not null,
    contents       jsonb       not null,
    readme_blob_id bigint references s3_blob (id),
    keywords_tsv   tsvector    not null default '',
    blobs_tsv      tsvector    not null default ''
);
create unique index instance_package_hash on instance (package_id, hash);
create index instance_readme on instance (readme_blob_id);
create index instance_words on instance using gin ((keywords_tsv || blobs_tsv));

create table instance_blob (
    instance_id bigint not null references instance (id),
    blob_id     bigint not null references s3_blob (id),
    primary key (instance_id, blob_id)
);

create table log (
    id          bigserial primary key,
    package_id  bigint      not null references package (id),
    instance_id bigint references instance (id),
    created     timestamptz not null default now(),
    author      varchar(64) not null
);
create index log_package on log (package_id);

create table version (
    package_id   bigint      not null references package (id),
    version      varchar(64) not null,
    instance_id  bigint references instance (id),
    user_version varchar(64) not null,
    primary key (package_id, version)
);

create table tag (
    package_id  bigint      not null references package (id),
    tag         varchar(64) not null,
    instance_id bigint references instance (id),
    primary key (package_id, tag)
);

create table access (
    package_id bigint      not null references package (id),
    "user"     varchar(64) not null,
    primary key (package_id, "user")
);

create table invitation (
    id         bigserial primary key,
    package_id bigint references package (id),
    email      varchar(254) not null,
    invited_at timestamptz  not null default now()
);

create table customer (
    id                 varchar(64) primary key,
    stripe_customer_id varchar(255)
);

create table event (
    id            bigserial primary key,
    created       timestamptz not null default now(),
    "user"        varchar(64),
    type          smallint    not null,
    package_owner varchar(64),
    package_name  varchar(64),
    package_hash  varchar(64),
    extra         jsonb
);
create index event_created on event (created);
create index event_user on event ("user");
create index event_package on event (package_owner, package_name);

create table "user" (
    id          uuid primary key,
    name        varchar(64) unique,
    email       varchar(320) unique,
    password    varchar(200),
    is_admin    boolean,
    last_login  timestamptz,
    is_active   boolean,
    date_joined timestamptz,
    old_id      bigint
);

create table code (
    user_id uuid not null references "user" (id),
    code    uuid not null,
    expires timestamptz not null,
    primary key (user_id, code)
);

create table token (
    user_id uuid not null references "user" (id),
    token   uuid not null,
    primary key (user_id, token)
);

create table activation_token (
    user_id uuid primary key references "user" (id),
    token   uuid not null
);

create table password_reset_token (
    user_id uuid primary key references "user" (id),
    token   uuid not null
);

create table comment (
    id         bigserial primary key,
    package_id bigint         not null references package (id),
    author     varchar(64)    not null,
    created    timestamptz    not null default now(),
    contents   varchar(10240) not null
);
create index comment_package on comment (package_id);
create index comment_created on comment (created);

create table alembic_version (
    version_num varchar(32) primary key
);
