package org.quiltappliance.server.lifecycle;

import org.quiltappliance.server.config.Secret;

/**
 * The first account of a new registry.
 *
 * @param password made up; to be shown once, and to nobody but the administrator
 */
public record NewAdministrator(String name, Secret password) {}
