-- Authors change a comment for a while, and owners of packages hide one.
alter table comment add column edited timestamp with time zone;
alter table comment add column is_hidden boolean default false not null;

-- What people need to know their sign-ins apart: a browser or a program, what it calls itself, and about when it came
-- last. Those from before are of an unknown kind.
alter table token add column kind varchar(16);
alter table token add column agent varchar(200);
alter table token add column last_used timestamp with time zone;

-- Which paths a push changed against the push before it, so that nobody has to read two trees for that again: sorted
-- keys of 8 bytes, in parts of at most 1 MiB. Follows from the trees; made when it is first asked for. Pushes that are
-- brought in afterwards may come between the two, so the other one is noted, too.
create table push_change (
    push_id     bigint    not null references push_log (id),
    part        integer   not null,
    previous_id bigint    not null,
    package_id  bigint    not null references package (id),
    bytes       ${binary} not null,
    primary key (push_id, part)
);
create index push_change_package on push_change (package_id);
