package org.quiltappliance.server.containers.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where an engine listens.
 *
 * @param uri {@code unix:///path}, {@code npipe:////./pipe/name} or {@code tcp://host:port}
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, if the engine wants TLS
 */
public record DockerEndpoint(URI uri, Optional<Path> certificates) {

    private static final Set<String> OURS = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** The socket file in the file system. */
    public static DockerEndpoint unix(Path socket) {
        return new DockerEndpoint(URI.create("unix://" + socket.toUri().getRawPath()), Optional.empty());
    }

    /** Whether it is on this computer, as far as its address tells. */
    boolean isHere() {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "unix", "npipe" -> true;
            case "tcp", "http", "https" ->
                uri.getHost() != null
                        && (OURS.contains(uri.getHost().toLowerCase(Locale.ROOT))
                                || uri.getHost().startsWith("127."));
            default -> false;
        };
    }

    /** The socket's file, if it is one. */
    public Optional<Path> socket() {
        return "unix".equalsIgnoreCase(uri.getScheme()) ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
