package org.quiltappliance.server.quilt2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.database.ForeignDatabase;

/**
 * The SQL of an original registry. Long tables are read page by page, each behind the last row of the one before, so that
 * never more than a page is in memory.
 */
final class OriginalStore {

    private static final int PAGE = 500;

    private final ForeignDatabase database;

    OriginalStore(ForeignDatabase database) {
        this.database = database;
    }

    /** What there is in the schema that is looked into. @param unreadable tables that this user may not read */
    record Tables(Map<String, Set<String>> columns, Set<String> unreadable) {}

    private static final String COLUMNS = """
            select c.relname, a.attname, has_table_privilege(c.oid, 'SELECT') as readable
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid
             where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm', 'f')
               and a.attnum > 0 and not a.attisdropped
            """;

    Tables tables() {
        Map<String, Set<String>> columns = new HashMap<>();
        Set<String> unreadable = new HashSet<>();
        database.read(tx -> tx.createQuery(COLUMNS)
                .map((row, context) -> {
                    String table = row.getString("relname");
                    if (!row.getBoolean("readable")) {
                        unreadable.add(table);
                    }
                    return columns.computeIfAbsent(table, key -> new HashSet<>())
                            .add(row.getString("attname"));
                })
                .list());
        return new Tables(columns, unreadable);
    }

    long count(Kind kind) {
        String sql = switch (kind) {
            case USERS -> "select count(*) from \"user\"";
            case PACKAGES -> "select count(*) from package";
            case EVENTS -> "select count(*) from event";
            default -> throw new IllegalArgumentException("Nobody asks for the number of all " + kind);
        };
        return database.read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    record User(
            UUID id,
            String name,
            Optional<String> email,
            Optional<String> password,
            boolean admin,
            boolean active,
            Instant joined,
            Instant lastLogin) {}

    private static final String USER = """
            select id, name, email, password, coalesce(is_admin, false) as is_admin,
                   coalesce(is_active, false) as is_active,
                   coalesce(date_joined, last_login, now()) as joined,
                   coalesce(last_login, date_joined, now()) as last_login
              from "user"
            """;

    List<User> users(String after) {
        return database.read(tx -> tx.createQuery(USER + " where name > :after order by name limit :page")
                .bind("after", after)
                .bind("page", PAGE)
                .map((row, context) -> user(row))
                .list());
    }

    Optional<User> user(String name) {
        return database.read(tx -> tx.createQuery(USER + " where name = :name")
                .bind("name", name)
                .map((row, context) -> user(row))
                .findOne());
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getObject("id", UUID.class),
                row.getString("name"),
                text(row, "email"),
                text(row, "password"),
                row.getBoolean("is_admin"),
                row.getBoolean("is_active"),
                instant(row, "joined"),
                instant(row, "last_login"));
    }

    record Package(long id, String owner, String name) {}

    private static final String PACKAGES = """
            select id, owner, name from package where id > :after order by id limit :page
            """;

    List<Package> packages(long after) {
        return database.read(tx -> tx.createQuery(PACKAGES)
                .bind("after", after)
                .bind("page", PAGE)
                .map((row, context) -> new Package(row.getLong("id"), row.getString("owner"), row.getString("name")))
                .list());
    }

    private static final String PARTS = """
            select (select count(*) from instance where package_id = :package) as revisions,
                   (select count(*) from log where package_id = :package) as logs,
                   (select count(*) from tag where package_id = :package) as tags,
                   (select count(*) from version where package_id = :package) as versions,
                   (select count(*) from access where package_id = :package) as access,
                   (select count(*) from invitation where package_id = :package) as invitations,
                   (select count(*) from comment where package_id = :package) as comments
            """;

    /** How much there is of each kind in a package. */
    Map<Kind, Long> parts(long packageId) {
        return database.read(tx -> tx.createQuery(PARTS)
                .bind("package", packageId)
                .map((row, context) -> {
                    Map<Kind, Long> parts = new HashMap<>();
                    for (Kind kind : PARTS_OF_PACKAGES) {
                        parts.put(kind, row.getLong(kind.word()));
                    }
                    return parts;
                })
                .one());
    }

    private static final List<Kind> PARTS_OF_PACKAGES =
            List.of(Kind.REVISIONS, Kind.LOGS, Kind.TAGS, Kind.VERSIONS, Kind.ACCESS, Kind.INVITATIONS, Kind.COMMENTS);

    record Revision(long id, String hash, Instant created, String createdBy, Instant updated, String updatedBy) {}

    private static final String REVISIONS = """
            select id, hash, created_at, created_by, updated_at, updated_by from instance
             where package_id = :package and id > :after order by id limit :page
            """;

    List<Revision> revisions(long packageId, long after) {
        return database.read(tx -> page(tx, REVISIONS, packageId, after)
                .map((row, context) -> new Revision(
                        row.getLong("id"),
                        row.getString("hash"),
                        instant(row, "created_at"),
                        row.getString("created_by"),
                        instant(row, "updated_at"),
                        row.getString("updated_by")))
                .list());
    }

    private static final String CONTENTS = """
            select convert_to(cast(contents as text), 'UTF8') from instance where id = :id
            """;

    /** The JSON text of a tree, in UTF-8. */
    byte[] contents(long revisionId) {
        return database.read(tx -> tx.createQuery(CONTENTS)
                .bind("id", revisionId)
                .mapTo(byte[].class)
                .one());
    }

    private static final String SIZE = """
            select size from s3_blob where owner = :owner and hash = :hash and size is not null
            """;

    /** How many bytes an object is said to have. */
    Optional<Long> size(String owner, String hash) {
        return database.read(tx -> tx.createQuery(SIZE)
                .bind("owner", owner)
                .bind("hash", hash)
                .mapTo(Long.class)
                .findOne());
    }

    /** @param hash of the revision, if there is one */
    record Log(long id, Optional<String> hash, Instant created, String author) {}

    private static final String LOGS = """
            select l.id, i.hash, l.created, l.author
              from log l left join instance i on i.id = l.instance_id
             where l.package_id = :package and l.id > :after order by l.id limit :page
            """;

    List<Log> logs(long packageId, long after) {
        return database.read(tx -> page(tx, LOGS, packageId, after)
                .map((row, context) ->
                        new Log(row.getLong("id"), text(row, "hash"), instant(row, "created"), row.getString("author")))
                .list());
    }

    /** A tag, or a version as somebody wrote it. */
    record Name(String text, Optional<String> hash) {}

    private static final String TAGS = """
            select t.tag as text, i.hash from tag t left join instance i on i.id = t.instance_id
             where t.package_id = :package order by t.tag
            """;

    List<Name> tags(long packageId) {
        return names(TAGS, packageId);
    }

    private static final String VERSIONS = """
            select v.user_version as text, i.hash from version v left join instance i on i.id = v.instance_id
             where v.package_id = :package order by v.version
            """;

    List<Name> versions(long packageId) {
        return names(VERSIONS, packageId);
    }

    private List<Name> names(String sql, long packageId) {
        return database.read(tx -> tx.createQuery(sql)
                .bind("package", packageId)
                .map((row, context) -> new Name(row.getString("text"), text(row, "hash")))
                .list());
    }

    private static final String ACCESS = """
            select "user" from access where package_id = :package order by "user"
            """;

    List<String> access(long packageId) {
        return database.read(tx -> tx.createQuery(ACCESS)
                .bind("package", packageId)
                .mapTo(String.class)
                .list());
    }

    record Invitation(long id, String email, Instant invited) {}

    private static final String INVITATIONS = """
            select id, email, invited_at from invitation
             where package_id = :package and id > :after order by id limit :page
            """;

    List<Invitation> invitations(long packageId, long after) {
        return database.read(tx -> page(tx, INVITATIONS, packageId, after)
                .map((row, context) ->
                        new Invitation(row.getLong("id"), row.getString("email"), instant(row, "invited_at")))
                .list());
    }

    record Comment(long id, String author, Instant created, String contents) {}

    private static final String COMMENTS = """
            select id, author, created, contents from comment
             where package_id = :package and id > :after order by id limit :page
            """;

    List<Comment> comments(long packageId, long after) {
        return database.read(tx -> page(tx, COMMENTS, packageId, after)
                .map((row, context) -> new Comment(
                        row.getLong("id"), row.getString("author"), instant(row, "created"), row.getString("contents")))
                .list());
    }

    record Event(
            long id,
            Instant created,
            Optional<String> user,
            int type,
            Optional<String> owner,
            Optional<String> name,
            Optional<String> hash,
            Optional<String> extra) {}

    private static final String EVENTS = """
            select id, created, "user", type, package_owner, package_name, package_hash, cast(extra as text) as extra
              from event
            """;

    private static final String EVENTS_BEHIND = EVENTS + " where (created, id) > (:created, :after)";

    private static final String EVENTS_IN_ORDER = " order by created, id limit :page";

    /** The oldest ones behind that one; without one the oldest of all. */
    List<Event> events(@Nullable Event last) {
        return database.read(tx -> {
            var query = last == null
                    ? tx.createQuery(EVENTS + EVENTS_IN_ORDER)
                    : tx.createQuery(EVENTS_BEHIND + EVENTS_IN_ORDER)
                            .bind("created", last.created())
                            .bind("after", last.id());
            return new ArrayList<>(
                    query.bind("page", PAGE).map((row, context) -> event(row)).list());
        });
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                instant(row, "created"),
                text(row, "user"),
                row.getInt("type"),
                text(row, "package_owner"),
                text(row, "package_name"),
                text(row, "package_hash"),
                text(row, "extra"));
    }

    private static Query page(Handle tx, String sql, long packageId, long after) {
        return tx.createQuery(sql)
                .bind("package", packageId)
                .bind("after", after)
                .bind("page", PAGE);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
