package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.TestDatabase;

/** A table or a column that is added to the schema must be added to the archive, or left out on purpose. */
abstract class ArchiveTableContract {

    private static final Set<String> NOT_DATA = Set.of("flyway_schema_history");

    private final TestDatabase kind;

    ArchiveTableContract(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void everyColumnOfTheSchemaIsInTheArchiveOrLeftOutOnPurpose() {
        try (var place = TestPlace.empty(kind)) {
            List<String> all = place.database.inTransaction(tx -> tx.createQuery("""
                            select table_name, column_name from information_schema.columns
                             where table_schema = 'public'
                            """)
                    .map((row, context) -> row.getString(1) + "." + row.getString(2))
                    .list());
            var columns = new TreeSet<String>(all);
            columns.removeIf(column -> {
                String table = column.substring(0, column.indexOf('.'));
                return NOT_DATA.contains(table) || ArchiveTable.LEFT_OUT.contains(table);
            });

            List<String> known = ArchiveTable.ALL.stream()
                    .flatMap(table -> table.columns().stream().map(column -> table.name() + "." + column.name()))
                    .sorted()
                    .toList();
            assertThat(columns).containsExactlyElementsOf(known);
        }
    }

    @Test
    void everyNumberedTableIsNumberedInTheSchema() {
        try (var place = TestPlace.empty(kind)) {
            List<String> numbered = place.database.inTransaction(
                    tx -> tx.createQuery("""
                            select table_name from information_schema.columns
                             where table_schema = 'public' and is_identity = 'YES' order by table_name
                            """).mapTo(String.class).list());

            assertThat(ArchiveTable.ALL.stream()
                            .filter(ArchiveTable::numbered)
                            .map(ArchiveTable::name)
                            .sorted())
                    .containsExactlyElementsOf(numbered);
        }
    }
}
