package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Optional;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.catalog.PackageLists;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.catalog.SessionCookie;
import org.quiltappliance.server.tables.Tables;

/** What pages show of packages, and who looks at them. */
public record Shown(
        Browsing browsing, PackageLists lists, History history, Comments comments, Tables tables, Callers callers) {

    /**
     * Who visits, by the cookie of the catalog; a session that ended is none.
     *
     * @throws Unauthenticated for nobody where nobody may look
     */
    Caller visitor(Visit visit, URI catalogUrl) {
        Optional<String> token =
                visit.cookie(new SessionCookie(catalogUrl).name()).filter(value -> !value.isEmpty());
        if (token.isPresent()) {
            try {
                return callers.anonymous("Bearer " + token.get());
            } catch (Unauthenticated | Forbidden over) {
                return callers.anonymous((String) null);
            }
        }
        return callers.anonymous((String) null);
    }
}
