package org.quiltappliance.server.containers;

/**
 * What an engine says of itself.
 *
 * @param product such as {@code Docker} or {@code Podman}
 * @param apiVersion that we speak with it
 * @param operatingSystem it runs on, for people
 * @param osType of its containers: {@code linux} or {@code windows}
 * @param architecture as the operating system names it, such as {@code x86_64}
 * @param rootless whether it runs without the rights of an administrator
 * @param dataFolder where it keeps volumes, on the computer it runs on
 */
public record EngineInfo(
        String product,
        String version,
        String apiVersion,
        String operatingSystem,
        String osType,
        String architecture,
        boolean rootless,
        String dataFolder,
        long memoryBytes) {}
