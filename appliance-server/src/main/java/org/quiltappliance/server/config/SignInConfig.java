package org.quiltappliance.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * How people prove who they are.
 *
 * @param github set when AUTH_PROVIDER is {@code github}
 */
public record SignInConfig(Optional<GitHub> github) {

    /**
     * @param webUrl root of the pages a browser is sent to, {@code https://github.com} or a GitHub Enterprise server
     * @param apiUrl root of the API, {@code https://api.github.com} or {@code <enterprise>/api/v3}
     */
    public record GitHub(URI webUrl, URI apiUrl, String clientId, Secret clientSecret) {}
}
