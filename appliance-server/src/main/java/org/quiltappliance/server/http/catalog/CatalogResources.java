package org.quiltappliance.server.http.catalog;

import java.util.Set;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.OwnAccount;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.catalog.Activity;
import org.quiltappliance.server.catalog.Administration;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.FileHistory;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.catalog.PackageLists;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.LiveConfig;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.tables.Tables;

/** Everything that the catalog's routes ask, and the routes made of it. */
public record CatalogResources(
        ApplianceConfig config,
        LiveConfig live,
        String version,
        SignIns signIns,
        OwnAccount ownAccount,
        Browsing browsing,
        History history,
        FileHistory fileHistory,
        PackageLists lists,
        Activity activity,
        AccessList accessList,
        Comments comments,
        Administration administration,
        Supplier<BackupState> backups,
        UserAdministration users,
        Tables tables) {

    public Set<Object> all() {
        var callers = new Callers(signIns, live.access());
        return Set.of(
                new SessionResource(signIns, config.http()),
                new ConfigResource(() -> ConfigAnswer.of(config, live, version)),
                new OwnAccountResource(ownAccount, callers, config.http()),
                new OpenApiResource(),
                new BrowsingResource(browsing, tables, callers),
                new HistoryResource(browsing, history, fileHistory, callers),
                new TablesResource(browsing, tables, callers),
                new QueriesResource(browsing, tables, callers, config.http()),
                new CommentsResource(comments, callers, config.http()),
                new ListsResource(lists, accessList, callers),
                new ActivityResource(activity, callers),
                new AdministrationResource(administration, backups, callers),
                new AdmissionsResource(users, callers, config.http()));
    }
}
