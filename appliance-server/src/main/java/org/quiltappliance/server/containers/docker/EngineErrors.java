package org.quiltappliance.server.containers.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;

/** Tells from what an engine or the library says which kind of failure it is. */
final class EngineErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STATUS_NOT_FOUND = 404;
    private static final int STATUS_CONFLICT = 409;

    /** Parts of the engine's messages, in lower case; the first rule that fits decides. */
    private record Rule(Kind kind, String... parts) {
        boolean fits(String text) {
            return List.of(parts).stream().anyMatch(text::contains);
        }
    }

    private static final List<Rule> ANYWHERE = List.of(
            new Rule(Kind.NO_SPACE, "no space left on device", "disk quota exceeded"),
            new Rule(
                    Kind.PORT_TAKEN, "port is already allocated", "address already in use", "ports are not available"));

    private static final List<Rule> OF_REGISTRIES = List.of(
            new Rule(Kind.NO_SPACE, "no space left on device", "disk quota exceeded"),
            new Rule(Kind.RATE_LIMIT, "toomanyrequests", "too many requests", "rate limit"),
            new Rule(
                    Kind.WRONG_DIGEST,
                    "verification failed for digest",
                    "digest verification failed",
                    "unexpected commit digest"),
            new Rule(
                    Kind.WRONG_CPU,
                    "no matching manifest",
                    "no match for platform",
                    "does not match the specified platform"),
            new Rule(
                    Kind.IMAGE_DENIED,
                    "denied",
                    "unauthorized",
                    "authentication required",
                    "manifest unknown",
                    "not found",
                    "does not exist",
                    "no such image",
                    "name unknown"),
            new Rule(
                    Kind.NO_NETWORK,
                    "no such host",
                    "connection refused",
                    "connection reset",
                    "i/o timeout",
                    "timeout",
                    "deadline exceeded",
                    "request canceled",
                    "network is unreachable",
                    "no route to host",
                    "temporary failure in name resolution",
                    "server misbehaving",
                    "proxyconnect",
                    "certificate",
                    "unexpected eof",
                    ": eof",
                    "502 bad gateway",
                    "503 service unavailable"));

    private EngineErrors() {}

    /** What the library threw at an ordinary request. */
    static EngineException of(RuntimeException failed) {
        if (failed instanceof EngineException known) {
            return known;
        }
        if (failed instanceof DockerException answered) {
            String text = message(answered);
            return new EngineException(kind(answered.getHttpStatus(), text), text, failed);
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof IOException) {
                String text = String.valueOf(cause.getMessage());
                return new EngineException(connection(cause, text), text, failed);
            }
        }
        return new EngineException(Kind.REFUSED, String.valueOf(failed.getMessage()), failed);
    }

    /** What the engine said in the middle of a download, or in place of it. */
    static EngineException ofPull(String text) {
        return new EngineException(matching(OF_REGISTRIES, text), text);
    }

    /** As {@link #ofPull(String)}, for what the library threw. */
    static EngineException ofPull(RuntimeException failed) {
        if (failed instanceof DockerException answered) {
            String text = message(answered);
            return new EngineException(matching(OF_REGISTRIES, text), text, failed);
        }
        return of(failed);
    }

    private static Kind kind(int status, String text) {
        Kind kind = matching(ANYWHERE, text);
        if (kind != Kind.REFUSED) {
            return kind;
        }
        if (status == STATUS_NOT_FOUND) {
            return Kind.NOT_FOUND;
        }
        return status == STATUS_CONFLICT ? Kind.CONFLICT : Kind.REFUSED;
    }

    private static Kind connection(Throwable cause, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean forbidden = !(cause instanceof FileNotFoundException)
                && (lower.contains("permission denied") || lower.contains("access is denied"));
        return forbidden ? Kind.NOT_PERMITTED : Kind.UNREACHABLE;
    }

    private static Kind matching(List<Rule> rules, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return rules.stream()
                .filter(rule -> rule.fits(lower))
                .map(Rule::kind)
                .findFirst()
                .orElse(Kind.REFUSED);
    }

    /** The engine's own words, which the library wraps as {@code Status 404: {"message":"…"}}. */
    private static String message(DockerException answered) {
        String text = String.valueOf(answered.getMessage());
        int start = text.indexOf('{');
        if (start >= 0) {
            try {
                String inner =
                        JSON.readTree(text.substring(start)).path("message").asText();
                return inner.isEmpty() ? text : inner;
            } catch (JsonProcessingException notJson) {
                return text;
            }
        }
        return text;
    }
}
