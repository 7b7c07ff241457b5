package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.config.HttpConfig;

/**
 * What the pages say of this registry.
 *
 * @param name for people, the setting APPLIANCE_NAME
 * @param registryUrl without final slash
 * @param catalogUrl without final slash
 * @param signup whether everybody may make an account, which may change
 * @param mailed whether links are mailed; otherwise an administrator hands them out
 * @param teamId how the client names this registry, when it has a name
 */
public record Site(
        String name, URI registryUrl, URI catalogUrl, BooleanSupplier signup, boolean mailed, Optional<String> teamId) {

    public static Site of(String name, HttpConfig http, Access access, boolean mailed) {
        return new Site(name, http.registryUrl(), http.catalogUrl(), access::signup, mailed, access.teamId());
    }

    /** Whether everybody may make an account now. */
    boolean isOpen() {
        return signup.getAsBoolean();
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
