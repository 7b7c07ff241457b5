package org.quiltappliance.server.containers;

import java.util.List;
import java.util.Map;
import org.quiltappliance.server.testing.FakeContainerRuntime;

class FakeContainerRuntimeTest extends ContainerRuntimeContract {

    @Override
    ContainerRuntime connect() {
        return new FakeContainerRuntime()
                .withImage(
                        IMAGE,
                        new Image(
                                "sha256:" + "a".repeat(64),
                                List.of(IMAGE),
                                List.of(),
                                "amd64",
                                1000,
                                "",
                                Map.of("GREETING", "hello")));
    }
}
