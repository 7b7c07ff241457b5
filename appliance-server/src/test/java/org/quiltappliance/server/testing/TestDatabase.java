package org.quiltappliance.server.testing;

/** Where an appliance of a test keeps its data. */
public enum TestDatabase {
    /** Tables in memory, objects in a folder. */
    H2,
    /** Tables in PostgreSQL, objects in a folder. */
    POSTGRESQL,
    /** Tables in PostgreSQL, objects in a bucket behind the registry. */
    S3_PROXY,
    /** Tables in PostgreSQL, objects in a bucket that clients talk to themselves. */
    S3_DIRECT
}
