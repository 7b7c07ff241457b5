package org.quiltappliance.server.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * An image that this program was made for, from {@code images.properties} ({@code control-panel.md} 8.5).
 *
 * @param megabytes to download, roughly
 * @param fallback another image to offer when this one cannot be had; never taken by itself
 */
public record PinnedImage(
        ImageReference reference,
        List<String> architectures,
        int megabytes,
        String licence,
        Optional<String> fallback) {

    public PinnedImage {
        architectures = List.copyOf(architectures);
    }

    /** The one for that kind of service: {@code postgres}, {@code minio} or {@code rustfs}. */
    public static PinnedImage of(String service) {
        Properties all = read();
        return new PinnedImage(
                ImageReference.parse(value(all, service, "reference")),
                List.of(value(all, service, "architectures").split(",")),
                Integer.parseInt(value(all, service, "megabytes")),
                value(all, service, "licence"),
                Optional.of(value(all, service, "fallback")).filter(text -> !text.isBlank()));
    }

    private static String value(Properties all, String service, String name) {
        String value = all.getProperty(service + "." + name);
        if (value == null) {
            throw new IllegalArgumentException("images.properties lacks " + service + "." + name);
        }
        return value;
    }

    private static Properties read() {
        var all = new Properties();
        try (var in = PinnedImage.class.getResourceAsStream("images.properties")) {
            all.load(in);
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
