package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Fields of a form, or else query parameters (registry-api.md 1.1). */
final class FormBody {

    private static final int LONGEST = 64 * 1024;

    private final ContainerRequestContext request;
    private final String fields;

    private FormBody(ContainerRequestContext request, String fields) {
        this.request = request;
        this.fields = fields;
    }

    static FormBody of(ContainerRequestContext request, HttpConfig config) {
        MediaType type = request.getMediaType();
        boolean form = type != null
                && type.getType().equalsIgnoreCase("application")
                && type.getSubtype().equalsIgnoreCase("x-www-form-urlencoded");
        return new FormBody(request, form ? RequestBody.of(request, config).text(LONGEST) : "");
    }

    Optional<String> get(String name) {
        for (String field : fields.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0 && decoded(field.substring(0, equals)).equals(name)) {
                return Optional.of(decoded(field.substring(equals + 1)));
            }
        }
        return Optional.ofNullable(request.getUriInfo().getQueryParameters(true).getFirst(name));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Invalid("The form is not encoded as a form.", malformed);
        }
    }
}
