package org.quiltappliance.server.packages;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.TreeHash;
import org.quiltappliance.server.database.Dialect;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Who may push what, in the order of registry-api.md 2.5.1. */
final class PushRules {

    private final Access access;
    private final Dialect dialect;
    private final Visibility visibility;
    private final PackageStore packages = new PackageStore();
    private final AccessStore grants = new AccessStore();

    PushRules(Access access, Dialect dialect) {
        this.access = access;
        this.dialect = dialect;
        this.visibility = new Visibility(access);
    }

    /** What can be said without looking into the database. */
    void checkRequest(PackageName name, Push push, ObjectList objects, boolean dryRun) {
        name.requireValid();
        boolean whole = push.target() instanceof Push.Target.Whole;
        if (whole != push.contents() instanceof Node.RootNode) {
            throw new Invalid("Unexpected node type");
        }
        if (push.isPublic() && !access.anonymous()) {
            throw new Forbidden("Public access not allowed");
        }
        if (push.isTeam() && !access.team()) {
            throw new Forbidden("Team access not allowed");
        }
        if (push.target() instanceof Push.Target.Whole target
                && push.contents() instanceof Node.RootNode root
                && !TreeHash.of(root).equals(target.hash())) {
            throw new Invalid("Wrong contents hash");
        }
        if (!dryRun && !push.sizes().matches(objects)) {
            throw new Invalid("Sizes don't match the hashes");
        }
    }

    /** @return the number of the package, or nothing when the push would make it */
    Optional<Long> checkRights(Handle tx, Caller.Account caller, PackageName name, Push push) {
        var existing = packages.any(tx, name);
        if (existing.isEmpty()) {
            checkCreation(tx, caller, name);
            return Optional.empty();
        }
        long id = existing.get().id();
        if (!caller.is(name.owner())) {
            checkForeign(tx, caller, name, existing.get());
        }
        if (push.isPublic() && !existing.get().isPublic()) {
            throw new Forbidden(name + " is private. To make it public, run `quilt access add " + name + " public`.");
        }
        if (push.isTeam() && !existing.get().isTeam()) {
            var full = access.teamId().orElse("None") + ":" + name;
            throw new Forbidden(
                    full + " is private. To share it with the team, run `quilt access add " + full + " team`.");
        }
        return Optional.of(id);
    }

    private void checkCreation(Handle tx, Caller.Account caller, PackageName name) {
        if (!caller.is(name.owner())) {
            throw onlyOwnerCreates();
        }
        var namesake = packages.namesake(tx, name);
        if (namesake.isPresent()) {
            throw new Forbidden("Package already exists: " + namesake.get());
        }
    }

    /** Everybody in the team pushes to team packages; who cannot see a package learns nothing of it (defect D32). */
    private void checkForeign(Handle tx, Caller.Account caller, PackageName name, PackageStore.Found existing) {
        if (access.team() && existing.isTeam()) {
            return;
        }
        boolean visible = visibility.find(tx, caller, name).isPresent();
        throw visible ? new Forbidden("Only the package owner can push private packages.") : onlyOwnerCreates();
    }

    /** Makes the package with its first access rows. Its owner may have been deleted since the request came. */
    long create(Handle tx, PackageName name, Push push, Instant now) {
        if (!packages.holdOwner(tx, name.owner(), dialect)) {
            throw onlyOwnerCreates();
        }
        long id = packages.create(tx, name, now);
        grants.grant(tx, id, name.owner());
        if (push.isPublic()) {
            grants.grant(tx, id, Sight.PUBLIC);
        }
        if (push.isTeam()) {
            grants.grant(tx, id, Sight.TEAM);
        }
        return id;
    }

    private static Forbidden onlyOwnerCreates() {
        return new Forbidden("Only the package owner can create packages.");
    }
}
