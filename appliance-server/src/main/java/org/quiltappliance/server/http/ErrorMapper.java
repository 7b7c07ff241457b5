package org.quiltappliance.server.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The one place where a failure becomes a status and {@code {"message": ...}} (registry-api.md 1.2, defect D30). */
@Provider
public final class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

    @Context
    private @Nullable UriInfo address;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof ApplianceException known) {
            return known(known);
        }
        if (failure instanceof WebApplicationException routing) {
            return routing(routing);
        }
        if (causedByClient(failure)) {
            log.debug("A client's request ended early", failure);
            return json(400, "The request could not be read to its end.").build();
        }
        log.error("A request failed unexpectedly", failure);
        return json(500, "Internal error. Tell your administrator the number " + MDC.get("request") + ".")
                .build();
    }

    private Response known(ApplianceException failure) {
        int status = statusOf(failure.kind());
        if (status >= 500) {
            log.warn("Answered {}: {}", status, failure.text(), failure.getCause());
        }
        var answer = json(status, failure.text());
        if (failure.kind() == Kind.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }

    private Response routing(WebApplicationException failure) {
        var origin = failure.getResponse();
        int status = origin.getStatus();
        var answer = json(status, explain(status));
        var allow = origin.getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        return answer.build();
    }

    private static String explain(int status) {
        return switch (status) {
            case 404 -> "Not found. The registry has nothing at this address.";
            case 405 -> "This address does not take requests of this method.";
            case 406 -> "The registry answers in JSON only.";
            case 415 -> "The registry reads JSON only.";
            default -> "The request could not be understood.";
        };
    }

    /** Whether what went wrong is the connection or the bytes on it, not us. */
    private static boolean causedByClient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException || cause instanceof EofException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private Response.ResponseBuilder json(int status, String message) {
        // Routes of the registry have one member and no more; those of the catalog tell the number of the request, too.
        boolean ofCatalog = address != null && address.getPath().startsWith("api/ui/");
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(
                        ofCatalog
                                ? Json.message(message, String.valueOf(MDC.get(RequestIds.KEY)))
                                : Json.message(message));
    }

    public static int statusOf(Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case SWITCHED_OFF -> 501;
            case UNAVAILABLE -> 503;
            case NO_SPACE -> 507;
        };
    }
}
