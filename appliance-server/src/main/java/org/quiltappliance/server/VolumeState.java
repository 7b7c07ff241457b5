package org.quiltappliance.server;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A volume of this appliance.
 *
 * @param format of its data: {@code pg17}, {@code minio-fs}
 * @param bytes empty when the engine does not know
 * @param created as the engine writes it; may be empty
 * @param current whether it holds data in force
 * @param supersededBy the volume that took its place, when it held the data in force before
 */
public record VolumeState(
        String name,
        String format,
        OptionalLong bytes,
        String created,
        boolean current,
        Optional<String> supersededBy) {}
