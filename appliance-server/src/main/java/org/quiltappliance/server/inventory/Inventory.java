package org.quiltappliance.server.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.inventory.PackageDetail.NamedRevision;
import org.quiltappliance.server.packages.VersionString;

/** Looks at all packages of a registry, whoever may see them. */
public final class Inventory {

    private final Database database;
    private final InventoryStore rows = new InventoryStore();

    public Inventory(Database database) {
        this.database = database;
    }

    /** Some rows of the list of packages, and how many rows the list has. */
    public PackagePage page(PackageQuery query) {
        return database.inSnapshot(tx -> new PackagePage(rows.lines(tx, query), rows.count(tx, query)));
    }

    /** Everybody who owns a package, by name. */
    public List<String> owners() {
        return database.inTransaction(rows::owners);
    }

    /** @throws NotFound when there is no such package */
    public PackageDetail detail(String owner, String name) {
        return database.inSnapshot(tx -> {
            var found = rows.line(tx, owner, name).orElseThrow(() -> noSuchPackage(owner, name));
            var room = rows.room(tx, found.id());
            return new PackageDetail(
                    found.line(),
                    rows.revisions(tx, found.id(), PackageDetail.MOST_REVISIONS),
                    rows.tags(tx, found.id()),
                    rows.versions(tx, found.id()).stream()
                            .sorted(Comparator.comparing((NamedRevision version) -> VersionString.parse(version.name()))
                                    .reversed())
                            .toList(),
                    rows.access(tx, found.id()),
                    rows.invited(tx, found.id()),
                    room.bytes(),
                    room.files());
        });
    }

    /** The number of a package in the tables. */
    public Optional<Long> idOf(String owner, String name) {
        return database.inTransaction(tx -> rows.line(tx, owner, name).map(InventoryStore.Found::id));
    }

    private static NotFound noSuchPackage(String owner, String name) {
        return new NotFound("There is no package " + owner + "/" + name + " any more.");
    }

    /** The owners whose packages take the most room, the largest first. Reads one row for each object. */
    public List<Room> largestOwners(int most) {
        return database.inTransaction(tx -> rows.largestOwners(tx, most));
    }

    /** The packages that take the most room with all their revisions, the largest first. Reads one row for each object. */
    public List<Room> largestPackages(int most) {
        return database.inTransaction(tx -> rows.largestPackages(tx, most));
    }
}
