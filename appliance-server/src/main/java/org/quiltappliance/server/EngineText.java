package org.quiltappliance.server;

import org.quiltappliance.server.containers.EngineInfo;

/** A container engine in words for people. */
final class EngineText {

    private EngineText() {}

    static String of(EngineInfo info) {
        return info.product() + " " + info.version() + ", API " + info.apiVersion() + ", " + info.architecture() + ", "
                + rights(info);
    }

    static String rights(EngineInfo info) {
        return info.rootless() ? "rootless" : "with the rights of the system";
    }
}
