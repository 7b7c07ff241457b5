package org.quiltappliance.server.packages;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;

/** Objects asked for by hash alone, whatever package names them (registry-api.md 2.4). */
public final class PackageObjects {

    private final Database database;
    private final Access access;
    private final ObjectRelations relations;

    public PackageObjects(Database database, Access access, ObjectRelations relations) {
        this.database = database;
        this.access = access;
        this.relations = relations;
    }

    /** Where an object can be had: in whose namespace, and its uncompressed size in bytes. */
    public record Place(String owner, long size) {}

    /** A place for each hash that occurs in a package the caller sees; the others are left out. */
    public Map<Hash, Place> find(Caller caller, Collection<Hash> hashes) {
        var wanted = List.copyOf(hashes);
        Map<Hash, Place> places = database.inTransaction(tx -> relations.visible(tx, wanted, Sight.of(caller, access)));
        return new TreeMap<>(places);
    }
}
