/**
 * Talks to engines that speak Docker's API: Docker, Docker Desktop, Rancher Desktop, Colima, Podman. Finds one on this
 * computer, settles the version of the API with it, and translates. The only package that knows docker-java.
 */
@NullMarked
package org.quiltappliance.server.containers.docker;

import org.jspecify.annotations.NullMarked;
