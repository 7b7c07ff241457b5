package org.quiltappliance.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of objects are ({@code control-panel.md} 9; the kinds of {@code APPLIANCE_STORE}). */
public sealed interface StoreConfig {

    /**
     * Files.
     *
     * @param folder holds {@code objs/<owner>/<hash>}; made when missing
     * @param durable whether an upload is flushed to the disk before it is acknowledged
     */
    record Folder(Path folder, boolean durable) implements StoreConfig {}

    /**
     * A bucket of a server that speaks S3.
     *
     * @param endpoint where this process reaches it: scheme, host and port
     * @param publicEndpoint where clients reach it, if elsewhere; only for direct delivery
     * @param pathStyle whether the bucket is part of the path or of the host name
     */
    record S3(
            URI endpoint,
            Optional<URI> publicEndpoint,
            String bucket,
            String region,
            PathStyle pathStyle,
            String accessKey,
            Secret secretKey)
            implements StoreConfig {}

    /**
     * A storage container of our own, which becomes {@link S3} when it runs.
     *
     * @param image to use instead of the pinned one
     * @param port on 127.0.0.1; 0 takes any free one
     */
    record Managed(Optional<String> image, int port, String bucket, String accessKey, Secret secretKey)
            implements StoreConfig {}

    /** How a bucket is addressed. */
    enum PathStyle {
        /** By the path, but for Amazon's own servers. */
        AUTO,
        YES,
        NO
    }
}
