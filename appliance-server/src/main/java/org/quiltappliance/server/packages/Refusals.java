package org.quiltappliance.server.packages;

import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** Answers that several routes share, word for word (registry-api.md section 2). */
final class Refusals {

    static final String NO_SUCH_HASH = "Package hash does not exist";

    private Refusals() {}

    /** The same for a package that is missing and for one that the caller may not see. */
    static NotFound noSuchPackage(PackageName name, Caller caller) {
        return new NotFound(
                "Package " + name + " does not exist" + (caller.name().isPresent() ? "" : " (do you need to log in?)"));
    }

    /** As {@link #noSuchPackage}, on routes that never hint at signing in. */
    static NotFound noSuchPackage(PackageName name) {
        return new NotFound("Package " + name + " does not exist");
    }

    static NotFound noSuchHash() {
        return new NotFound(NO_SUCH_HASH);
    }
}
