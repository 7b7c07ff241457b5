/**
 * Database and object store in containers, for persistent mode ({@code control-panel.md} section 8). {@link
 * org.quiltappliance.server.containers.ContainerRuntime} is all we want from a container engine; the library that talks
 * to one stays in the package below. Everything here acts only on things that carry the label of this instance, and
 * nothing removes a volume but a typed confirmation.
 */
@NullMarked
package org.quiltappliance.server.containers;

import org.jspecify.annotations.NullMarked;
