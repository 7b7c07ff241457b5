/**
 * The pool, transactions and migrations, and the seam between H2 and PostgreSQL. Services open transactions; only
 * {@code ...Store} classes speak SQL. One handle is one transaction.
 */
@NullMarked
package org.quiltappliance.server.database;

import org.jspecify.annotations.NullMarked;
