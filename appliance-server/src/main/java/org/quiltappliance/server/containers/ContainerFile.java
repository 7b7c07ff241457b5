package org.quiltappliance.server.containers;

/**
 * A file for a container.
 *
 * @param name in its folder
 * @param user number of its owner in the container
 * @param mode such as {@code 0400}
 */
public record ContainerFile(String name, byte[] content, int user, int group, int mode) {
    public ContainerFile {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    /** Without the content, which may be secret. */
    @Override
    public String toString() {
        return "ContainerFile[" + name + "]";
    }
}
