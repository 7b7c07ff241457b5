package org.quiltappliance.ui.packages;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackagePage;
import org.quiltappliance.server.inventory.PackageQuery;

/** What page Packages asks of the appliance, away from the JavaFX thread. */
public interface PackagesAppliance {

    PackagePage page(PackageQuery query);

    /** Everybody who owns a package, by name. */
    List<String> owners();

    PackageDetail detail(String owner, String name);

    /** Reads every object of a package. */
    CompletionStage<LiveReport> verify(String owner, String name);

    /** @param typed {@code owner/name} */
    void delete(String owner, String name, String typed);
}
