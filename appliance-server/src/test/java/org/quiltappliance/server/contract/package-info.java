/**
 * The contract of the registry, asked over real HTTP: every route, every documented answer, on every database. Written
 * from {@code registry-api.md} and {@code client-protocol.md}; knows nothing of how the server works inside.
 */
@NullMarked
package org.quiltappliance.server.contract;

import org.jspecify.annotations.NullMarked;
