-- Beside H2 the index of search is kept in memory by the appliance itself and needs no table. The file keeps the
-- version numbers of both databases equal.

select 1;
