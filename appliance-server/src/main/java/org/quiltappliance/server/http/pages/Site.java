package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Optional;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.LiveConfig;

/**
 * What the pages say of this registry.
 *
 * @param registryUrl without final slash
 * @param catalogUrl without final slash
 * @param live what may change from page to page
 */
public record Site(URI registryUrl, URI catalogUrl, LiveConfig live) {

    public Site(HttpConfig http, LiveConfig live) {
        this(http.registryUrl(), http.catalogUrl(), live);
    }

    /** For people. */
    String name() {
        return live.name();
    }

    /** How the client names this registry, when it has a name. */
    Optional<String> teamId() {
        return live.access().teamId();
    }

    /** Whether links are mailed; otherwise an administrator hands them out. */
    boolean mailed() {
        return live.mail().isSent();
    }

    /** Whether everybody may make an account now. */
    boolean isOpen() {
        return live.access().signup();
    }

    /** The sign-in page, which ends in a one-time code. */
    URI signIn() {
        return URI.create(registryUrl + "/login");
    }

    URI signUp() {
        return URI.create(catalogUrl + "/signup");
    }

    URI resetPassword() {
        return URI.create(catalogUrl + "/reset_password");
    }
}
