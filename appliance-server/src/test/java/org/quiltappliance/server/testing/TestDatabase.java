package org.quiltappliance.server.testing;

/** Which database an appliance of a test uses. */
public enum TestDatabase {
    H2,
    POSTGRESQL
}
