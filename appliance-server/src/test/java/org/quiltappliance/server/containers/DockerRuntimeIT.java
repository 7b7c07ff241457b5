package org.quiltappliance.server.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;

class DockerRuntimeIT extends ContainerRuntimeContract {

    @BeforeAll
    static void loadImage() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, IMAGE);
        }
    }

    @Override
    void bringImageBack() {
        loadImage();
    }

    @Override
    ContainerRuntime connect() {
        return DockerEngine.connect();
    }

    @Test
    void filesThatAreBroughtInHaveTheirOwnerAndMode() throws Exception {
        String id = runtime.create(spec("one"));
        runtime.copyIn(
                id, "/appliance-secrets", List.of(new ContainerFile("db", "secret".getBytes(UTF_8), 1234, 1235, 0400)));
        runtime.start(id);

        String folder = runtime.exec(id, "0", List.of("ls", "-ldn", "/appliance-secrets"))
                .output();
        String file = runtime.exec(id, "0", List.of("ls", "-ln", "/appliance-secrets/db"))
                .output();

        assertThat(folder).matches("dr-x------ .* 1234 +1235 .*");
        assertThat(file).matches("-r-------- .* 1234 +1235 +6 .*");
    }
}
