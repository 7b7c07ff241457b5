package org.quiltappliance.server.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a file made by {@code docker save} holds, read without an engine.
 *
 * @param images in the order of the archive
 */
public record ImageArchive(Path file, List<ArchivedImage> images) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENTS = "manifest.json";
    private static final int LARGEST_CONTENTS = 1 << 20;
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int BUFFER = 1 << 16;

    /**
     * An image in an archive.
     *
     * @param id {@code sha256:…} of its configuration
     * @param tags its full names
     */
    public record ArchivedImage(String id, List<String> tags) {
        public ArchivedImage {
            tags = List.copyOf(tags);
        }
    }

    public ImageArchive {
        images = List.copyOf(images);
    }

    /** @throws IOException also when it is no such archive */
    public static ImageArchive read(Path file) throws IOException {
        try (var tar = new TarArchiveInputStream(open(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(CONTENTS) && entry.getSize() <= LARGEST_CONTENTS) {
                    return new ImageArchive(file, images(JSON.readTree(tar.readAllBytes())));
                }
            }
        }
        throw new IOException(file + " is no archive of images: it has no " + CONTENTS + ".");
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static List<ArchivedImage> images(JsonNode contents) {
        var images = new ArrayList<ArchivedImage>();
        for (JsonNode image : contents) {
            var tags = new ArrayList<String>();
            for (JsonNode tag : image.path("RepoTags")) {
                tags.add(full(tag.asText()));
            }
            images.add(new ArchivedImage(id(image.path("Config").asText()), tags));
        }
        return images;
    }

    /** Older engines write {@code <hash>.json}, newer ones {@code blobs/sha256/<hash>}. */
    private static String id(String config) {
        String name = config.substring(config.lastIndexOf('/') + 1);
        return "sha256:" + (name.endsWith(".json") ? name.substring(0, name.length() - 5) : name);
    }

    private static String full(String tag) {
        try {
            return ImageReference.parse(tag).toString();
        } catch (IllegalArgumentException strange) {
            return tag;
        }
    }
}
