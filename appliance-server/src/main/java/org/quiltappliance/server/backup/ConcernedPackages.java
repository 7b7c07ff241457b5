package org.quiltappliance.server.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quiltappliance.server.contents.Hash;

/** Finds which packages name some few objects, by going through all lists of objects once. */
final class ConcernedPackages {

    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, String> owners = new HashMap<>();
    private final Map<Long, Long> packages = new HashMap<>();
    private final Map<String, Map<Hash, SortedSet<String>>> found = new HashMap<>();

    private ConcernedPackages(List<ObjectProblem> problems) {
        problems.forEach(problem ->
                found.computeIfAbsent(problem.owner(), owner -> new HashMap<>()).put(problem.hash(), new TreeSet<>()));
    }

    /** The same problems, each with its packages. */
    static List<ObjectProblem> of(List<ObjectProblem> problems, RowSource rows) {
        if (problems.isEmpty()) {
            return problems;
        }
        var concerned = new ConcernedPackages(problems);
        for (String table : List.of("package", "revision", "revision_part")) {
            rows.rows(ArchiveTable.find(table).orElseThrow(), concerned::see);
        }
        return problems.stream().map(concerned::named).toList();
    }

    private void see(Row row) {
        switch (row.table().name()) {
            case "package" -> {
                owners.put(row.number("id"), row.text("owner"));
                names.put(row.number("id"), row.text("owner") + "/" + row.text("name"));
            }
            case "revision" -> packages.put(row.number("id"), row.number("package_id"));
            default -> seePart(row);
        }
    }

    private void seePart(Row row) {
        var id = packages.get(row.number("revision_id"));
        if (id == null || !row.text("kind").equals("objects")) {
            return;
        }
        var wanted = found.getOrDefault(owners.getOrDefault(id, ""), Map.of());
        if (wanted.isEmpty()) {
            return;
        }
        var list = WantedObjects.objects(row);
        list.forEachDistinct(list.all(), (hash, size) -> {
            var of = wanted.get(hash);
            if (of != null) {
                of.add(names.getOrDefault(id, ""));
            }
        });
    }

    private ObjectProblem named(ObjectProblem problem) {
        var all = found.getOrDefault(problem.owner(), Map.of()).getOrDefault(problem.hash(), new TreeSet<>());
        return problem.of(all.stream().limit(ObjectProblem.MOST_PACKAGES).toList());
    }
}
