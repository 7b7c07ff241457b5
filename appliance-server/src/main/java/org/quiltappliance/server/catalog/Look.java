package org.quiltappliance.server.catalog;

import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.RevisionInfo;
import org.quiltappliance.server.packages.Revisions.Seen;

/** A caller before a revision of a package that he may see; only {@link Browsing} makes one. */
public final class Look {

    private final Caller caller;
    private final PackageName name;
    private final Seen seen;
    private final RevisionInfo revision;

    Look(Caller caller, PackageName name, Seen seen, RevisionInfo revision) {
        this.caller = caller;
        this.name = name;
        this.seen = seen;
        this.revision = revision;
    }

    public Caller caller() {
        return caller;
    }

    public PackageName name() {
        return name;
    }

    public RevisionInfo revision() {
        return revision;
    }

    Seen seen() {
        return seen;
    }
}
