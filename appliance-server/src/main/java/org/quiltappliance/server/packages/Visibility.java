package org.quiltappliance.server.packages;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.packages.PackageStore.Found;

/** Packages as a caller sees them: what he may not see is not there. */
final class Visibility {

    private final Access access;
    private final PackageStore packages = new PackageStore();

    Visibility(Access access) {
        this.access = access;
    }

    Optional<Found> find(Handle tx, Caller caller, PackageName name) {
        return packages.visible(tx, name, Sight.of(caller, access));
    }

    /** @throws org.quiltappliance.server.errors.ApplianceException.NotFound the same for missing and for hidden ones */
    Found require(Handle tx, Caller caller, PackageName name) {
        return find(tx, caller, name).orElseThrow(() -> Refusals.noSuchPackage(name, caller));
    }
}
