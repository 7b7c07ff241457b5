package org.quiltappliance.server.quilt2;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Whether a database is that of an original registry, in the final state of its migrations. */
final class OriginalSchema {

    /** What is read, by table. */
    private static final Map<String, Set<String>> READ = new TreeMap<>(Map.ofEntries(
            Map.entry("package", Set.of("id", "owner", "name")),
            Map.entry(
                    "instance",
                    Set.of(
                            "id",
                            "package_id",
                            "hash",
                            "created_at",
                            "created_by",
                            "updated_at",
                            "updated_by",
                            "contents")),
            Map.entry("s3_blob", Set.of("id", "owner", "hash", "size")),
            Map.entry("log", Set.of("id", "package_id", "instance_id", "created", "author")),
            Map.entry("version", Set.of("package_id", "version", "instance_id", "user_version")),
            Map.entry("tag", Set.of("package_id", "tag", "instance_id")),
            Map.entry("access", Set.of("package_id", "user")),
            Map.entry("invitation", Set.of("id", "package_id", "email", "invited_at")),
            Map.entry("comment", Set.of("id", "package_id", "author", "created", "contents")),
            Map.entry(
                    "event",
                    Set.of("id", "created", "user", "type", "package_owner", "package_name", "package_hash", "extra")),
            Map.entry(
                    "user",
                    Set.of("id", "name", "email", "password", "is_admin", "is_active", "date_joined", "last_login"))));

    private OriginalSchema() {}

    /** @throws Invalid saying what it is instead, and what to do */
    static void require(OriginalStore.Tables found) {
        var columns = found.columns();
        if (columns.containsKey("flyway_schema_history") && columns.containsKey("revision")) {
            throw new Invalid("This database is the one of a Quilt Appliance, not of an original registry. To bring its"
                    + " data elsewhere, use backup or move.");
        }
        if (!columns.containsKey("package") || !columns.containsKey("instance")) {
            throw new Invalid(
                    "This is not the database of an original Quilt registry: it has no tables package and instance"
                            + " in the schema that its users see first. Check the name of the database.");
        }
        var missing = new TreeSet<String>();
        READ.forEach((table, wanted) -> {
            Set<String> there = columns.getOrDefault(table, Set.of());
            if (there.isEmpty()) {
                missing.add(table);
            } else {
                wanted.stream()
                        .filter(column -> !there.contains(column))
                        .forEach(column -> missing.add(table + "." + column));
            }
        });
        if (!missing.isEmpty()) {
            throw new Invalid("The tables of this registry are not in the final state of its migrations; there is no "
                    + String.join(", ", missing)
                    + ". Bring them up to date with the last version of the original: flask db upgrade");
        }
        String unreadable =
                READ.keySet().stream().filter(found.unreadable()::contains).collect(Collectors.joining(", "));
        if (!unreadable.isEmpty()) {
            throw new Invalid("The user may not read the tables " + unreadable
                    + ". As their owner run: GRANT SELECT ON ALL TABLES IN SCHEMA public TO the user");
        }
    }
}
