package org.quiltappliance.server.quilt2;

import java.util.Set;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;

/**
 * What is to be brought over.
 *
 * @param database of the original
 * @param objects of the original: its bucket, or a folder with the same files
 * @param sameUsers names that mean the same person here and there, although their e-mail addresses differ
 * @param despiteDamage whether revisions come, too, of which objects are missing or damaged
 */
public record ImportRequest(
        DatabaseConfig.Postgres database, StoreConfig objects, Set<String> sameUsers, boolean despiteDamage) {

    public ImportRequest {
        sameUsers = Set.copyOf(sameUsers);
    }
}
