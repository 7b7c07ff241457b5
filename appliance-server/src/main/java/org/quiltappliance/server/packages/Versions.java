package org.quiltappliance.server.packages;

import java.util.Comparator;
import java.util.List;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** Fixed names of revisions (registry-api.md 2.7). They are never moved and never removed. */
public final class Versions {

    private final Database database;
    private final Visibility visibility;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final VersionStore versions = new VersionStore();

    public Versions(Database database, Access access) {
        this.database = database;
        this.visibility = new Visibility(access);
    }

    public void add(Caller.Account caller, PackageName name, String written, String hash) {
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can create versions");
        }
        var version = VersionString.parse(written);
        database.useTransaction(tx -> {
            var found = packages.any(tx, name).orElseThrow(Refusals::noSuchHash);
            if (!Hash.isHash(hash)) {
                throw Refusals.noSuchHash();
            }
            var revision = revisions.find(tx, found.id(), Hash.parse(hash)).orElseThrow(Refusals::noSuchHash);
            if (!versions.add(tx, found.id(), version, revision.id())) {
                throw new Conflict("Version already exists");
            }
        });
    }

    public RevisionInfo find(Caller caller, PackageName name, String written) {
        var version = VersionString.parse(written);
        return database.inTransaction(tx -> revisions
                .version(tx, visibility.require(tx, caller, name).id(), version.normalForm())
                .orElseThrow(() -> new NotFound("Version " + version.normalForm() + " does not exist")));
    }

    /** In order of precedence. */
    public List<Version> list(Caller caller, PackageName name) {
        return database.inTransaction(tx -> versions
                .list(tx, visibility.require(tx, caller, name).id())
                .stream()
                .sorted(Comparator.comparing(Version::version))
                .toList());
    }
}
