package org.quiltappliance.ui;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.PackageService;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackagePage;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.ui.packages.PackagesAppliance;

/** What page Packages asks for, answered by the service. */
record ServicePackages(PackageService packages) implements PackagesAppliance {

    @Override
    public PackagePage page(PackageQuery query) {
        return packages.page(query);
    }

    @Override
    public List<String> owners() {
        return packages.owners();
    }

    @Override
    public PackageDetail detail(String owner, String name) {
        return packages.detail(owner, name);
    }

    @Override
    public CompletionStage<LiveReport> verify(String owner, String name) {
        return packages.verify(owner, name).result();
    }

    @Override
    public void delete(String owner, String name, String typed) {
        packages.delete(owner, name, typed);
    }
}
