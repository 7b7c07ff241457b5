/**
 * The benchmark of the registry: how fast, and with how much memory, beside the original's figures and beside nginx. The
 * appliance runs as a process of its own, so that its time and memory can be told from the client's. Nothing here fails
 * because something was slow. Entry: {@link org.quiltappliance.server.bench.Benchmarks}.
 */
@NullMarked
package org.quiltappliance.server.bench;

import org.jspecify.annotations.NullMarked;
