package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.packages.PackageName;

/** The part {@code {owner}/{name}/{rev}} of an address: which revision of which package it is about. Made for each request. */
public final class RevisionAddress {

    @PathParam("owner")
    private String owner = "";

    @PathParam("name")
    private String name = "";

    @PathParam("rev")
    private String revision = "";

    /**
     * Whoever asks, before that revision.
     *
     * @throws NotFound the same for a package that is missing and for one that is hidden
     */
    Look look(Browsing browsing, Callers callers, ContainerRequestContext request) {
        return browsing.look(callers.anonymous(request), new PackageName(owner, name), revision);
    }
}
