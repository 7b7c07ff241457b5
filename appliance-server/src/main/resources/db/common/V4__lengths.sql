-- Names and tags have up to 64 characters. H2 counts a character outside the Basic Multilingual Plane as two, and
-- lower case may take two characters for one.
alter table package alter column name set data type varchar(128);
alter table package alter column lower_path set data type varchar(400);
alter table tag alter column tag set data type varchar(128);
alter table event alter column package_name set data type varchar(128);
