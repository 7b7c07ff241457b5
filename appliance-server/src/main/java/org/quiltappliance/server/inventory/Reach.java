package org.quiltappliance.server.inventory;

/** Who may see a package, the widest circle first. */
public enum Reach {
    /** Everybody whom the registry lets look at all. */
    PUBLIC,
    /** Everybody who is signed in. */
    TEAM,
    /** The owner and some others. */
    SOME,
    /** The owner. */
    OWNER
}
