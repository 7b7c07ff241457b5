package org.quiltappliance.server.backup;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as archives hold it. Names of tables and columns are part of the format: a change of the schema that changes
 * them needs a new {@link Manifest#FORMAT}.
 *
 * @param columns in the order of a row
 * @param numbered whether the column {@code id} is numbered by the database
 */
record ArchiveTable(String name, Reach reach, boolean numbered, List<Column> columns) {

    /** Where the rows of a table mean something. */
    enum Reach {
        /** In whatever registry they come to. */
        EVERYWHERE,
        /** Only where the secret key, the links and the clients stay the same: moves, not backups. */
        SAME_INSTANCE
    }

    record Column(String name, ColumnType type) {}

    ArchiveTable {
        columns = List.copyOf(columns);
    }

    /** All of them, each behind those that its rows refer to. */
    static final List<ArchiveTable> ALL = List.of(
            table(
                    "account",
                    uuid("id"),
                    text("name"),
                    text("email"),
                    text("email_lower"),
                    text("password"),
                    flag("is_admin"),
                    flag("is_active"),
                    time("date_joined"),
                    time("last_login"),
                    integer("github_id")),
            table(
                            "token",
                            uuid("account_id"),
                            uuid("token"),
                            time("expires"),
                            text("kind"),
                            text("agent"),
                            time("last_used"))
                    .ofSameInstance(),
            table("one_time_code", uuid("account_id"), uuid("code"), time("expires"))
                    .ofSameInstance(),
            table("account_link", uuid("account_id"), text("purpose"), uuid("token"), time("issued"))
                    .ofSameInstance(),
            table(
                            "mail",
                            integer("id"),
                            text("recipients"),
                            text("subject"),
                            text("text_body"),
                            text("html_body"),
                            time("created"),
                            text("state"),
                            integer("attempts"),
                            time("next_try"),
                            text("last_error"))
                    .ofSameInstance()
                    .withNumbers(),
            table("package", integer("id"), text("owner"), text("name"), text("lower_path"), time("created_at"))
                    .withNumbers(),
            table(
                            "revision",
                            integer("id"),
                            integer("package_id"),
                            bytes("hash"),
                            time("created_at"),
                            text("created_by"),
                            time("updated_at"),
                            text("updated_by"),
                            integer("object_count"),
                            integer("total_bytes"),
                            text("file_types"),
                            text("preview"),
                            bytes("readme_hash"),
                            text("search_names"))
                    .withNumbers(),
            table("revision_part", integer("revision_id"), text("kind"), integer("part"), bytes("bytes")),
            table("readme", text("owner"), bytes("hash"), text("text")),
            table(
                            "push_log",
                            integer("id"),
                            integer("package_id"),
                            integer("revision_id"),
                            time("created"),
                            text("author"))
                    .withNumbers(),
            table("version", integer("package_id"), text("version"), integer("revision_id"), text("user_version")),
            table("tag", integer("package_id"), text("tag"), integer("revision_id")),
            table("access", integer("package_id"), text("grantee")),
            table("invitation", integer("id"), integer("package_id"), text("email"), time("invited_at"))
                    .withNumbers(),
            table(
                            "event",
                            integer("id"),
                            time("created"),
                            text("actor"),
                            text("type"),
                            text("package_owner"),
                            text("package_name"),
                            bytes("package_hash"),
                            text("extra"))
                    .withNumbers(),
            table(
                            "comment",
                            integer("id"),
                            integer("package_id"),
                            text("author"),
                            time("created"),
                            text("contents"),
                            time("edited"),
                            flag("is_hidden"))
                    .withNumbers());

    /** Tables that follow from others and are made anew after an import, and who runs now. */
    static final Set<String> LEFT_OUT =
            Set.of("package_object", "unrelated_part", "push_change", "search_entry", "node");

    /** Those that backups hold. */
    static List<ArchiveTable> everywhere() {
        return ALL.stream().filter(table -> table.reach == Reach.EVERYWHERE).toList();
    }

    static Optional<ArchiveTable> find(String name) {
        return ALL.stream().filter(table -> table.name.equals(name)).findAny();
    }

    /** The same table with only those of its columns. */
    ArchiveTable with(Collection<String> names) {
        return new ArchiveTable(
                name,
                reach,
                numbered,
                columns.stream().filter(column -> names.contains(column.name())).toList());
    }

    /** Where in a row the column stands. */
    int place(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Table " + name + " has no column " + column);
    }

    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static ArchiveTable table(String name, Column... columns) {
        return new ArchiveTable(name, Reach.EVERYWHERE, false, List.of(columns));
    }

    private ArchiveTable ofSameInstance() {
        return new ArchiveTable(name, Reach.SAME_INSTANCE, numbered, columns);
    }

    private ArchiveTable withNumbers() {
        return new ArchiveTable(name, reach, true, columns);
    }

    private static Column uuid(String name) {
        return new Column(name, ColumnType.UUID);
    }

    private static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    private static Column flag(String name) {
        return new Column(name, ColumnType.BOOLEAN);
    }

    private static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER);
    }

    private static Column time(String name) {
        return new Column(name, ColumnType.TIME);
    }

    private static Column bytes(String name) {
        return new Column(name, ColumnType.BYTES);
    }
}
