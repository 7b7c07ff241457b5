-- What search looks in (registry-api.md 5.2): one row for each package whose revision tagged latest is known. It goes
-- with its package, so that nothing here can keep a package from being deleted.

create table search_entry (
    package_id bigint   primary key references package (id) on delete cascade,
    vector     tsvector not null
);
create index search_entry_vector on search_entry using gin (vector);
