package org.quiltappliance.server.backup;

/** What to do when objects that rows name are missing or damaged where they come from. */
public enum Damage {
    /** Do nothing at all, and name the packages concerned. */
    REFUSE,
    /** Bring over all the rest, and name the packages concerned in the report. */
    REPORT
}
