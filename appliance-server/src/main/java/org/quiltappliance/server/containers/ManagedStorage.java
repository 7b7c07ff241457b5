package org.quiltappliance.server.containers;

import java.net.URI;
import org.quiltappliance.server.config.Secret;

/**
 * An object store of ours that answers.
 *
 * @param endpoint can be another one after the container was started again
 * @param volume that holds the data; to be remembered, so that it is missed when it is gone
 */
public record ManagedStorage(URI endpoint, String accessKey, Secret secretKey, String container, String volume) {}
