/**
 * The processes that share one database: each says that it lives, and proves to have the secret key of the others. One
 * process alone is a node, too. Knows the database and the key, and nothing of what the nodes do.
 */
@NullMarked
package org.quiltappliance.server.nodes;

import org.jspecify.annotations.NullMarked;
