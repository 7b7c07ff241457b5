/**
 * The top of the server: what an administrator can do, and the composition root that builds one run of the registry.
 */
@NullMarked
package org.quiltappliance.server;

import org.jspecify.annotations.NullMarked;
