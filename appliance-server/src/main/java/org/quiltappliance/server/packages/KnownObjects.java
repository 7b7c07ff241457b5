package org.quiltappliance.server.packages;

import java.util.List;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** Objects that packages name, whoever may see them: for checks of the storage. */
public final class KnownObjects {

    private final Database database;
    private final KnownObjectStore rows = new KnownObjectStore();

    public KnownObjects(Database database) {
        this.database = database;
    }

    /** One object. @param owner of the package that names it */
    public record Known(String owner, Hash hash) {}

    /** How much there is. Reads no more than counts. */
    public StoredCounts count() {
        return database.inTransaction(rows::count);
    }

    /** Some of them, those of the packages that were made last. */
    public List<Known> sample(int atMost) {
        return database.inTransaction(tx -> rows.sample(tx, atMost));
    }
}
