package org.quiltappliance.server.http;

import java.util.Set;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.packages.Installs;
import org.quiltappliance.server.packages.PackageObjects;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.Pushes;
import org.quiltappliance.server.packages.Tags;
import org.quiltappliance.server.packages.Versions;
import org.quiltappliance.server.search.Search;

/** Everything that the routes ask, and the routes made of it. */
public record ApiResources(
        HttpConfig config,
        Access access,
        SignIns signIns,
        Accounts accounts,
        UserAdministration users,
        Packages packages,
        Pushes pushes,
        Installs installs,
        PackageObjects objects,
        Tags tags,
        Versions versions,
        AccessList accessList,
        Comments comments,
        Events events,
        Search search,
        ObjectLinks links) {

    Set<Object> all() {
        var callers = new Callers(signIns, access);
        return Set.of(
                new TokenResource(signIns, callers, config),
                new AccountResource(accounts, callers, config),
                new UsersResource(users, events, packages, callers, config),
                new PackageResource(packages, pushes, installs, links, callers, config),
                new PackageListResource(packages, search, access, callers),
                new LogResource(packages, callers, config),
                new TagResource(tags, callers, config),
                new VersionResource(versions, callers, config),
                new AccessResource(accessList, callers),
                new CommentResource(comments, callers, config),
                new AuditResource(events, callers),
                new ObjectUrlsResource(objects, links, callers, config));
    }
}
