-- The processes that share this database (nodes/): where they run, a mark of their secret key, when they last said to
-- live.
create table node (
    place     varchar(600) primary key,
    key_mark  varchar(64)  not null,
    last_seen timestamp with time zone not null
);
