-- What was pushed and said last is on the first page that everybody opens.
create index push_log_created on push_log (created);
create index comment_created on comment (created);
