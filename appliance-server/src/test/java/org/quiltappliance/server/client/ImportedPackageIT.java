package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.ClassPath;
import org.quiltappliance.server.testing.OriginalRegistry;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/** The real client of somebody who used the original registry, after its data came into an appliance that runs. */
@ExtendWith(Testbed.Extension.class)
class ImportedPackageIT {

    private static final Tree FIRST = Tree.of("README", "# Wine\n", "data/red", "the first harvest\n");
    private static final Tree SECOND =
            Tree.of("README", "# Wine\n", "data/red", "the second harvest\n").userMetadata("data", "{\"year\": 2018}");

    private final ClientTools tools;
    private final OriginalRegistry original = new OriginalRegistry();
    private RunningAppliance appliance;

    @TempDir
    Path folder;

    ImportedPackageIT(ClientTools tools) {
        this.tools = tools;
    }

    @BeforeEach
    void fillAndStart() {
        original.user("alice", "alice@example.org", OriginalRegistry.PASSWORD_HASH, false);
        original.pkg("alice", "wine");
        original.push("alice", "wine", FIRST);
        original.push("alice", "wine", SECOND);
        original.version("alice", "wine", "1.0", "1.0", FIRST.hash());
        appliance = RunningAppliance.started(folder.resolve("appliance"), Map.of());
    }

    @AfterEach
    void stop() {
        appliance.close();
        original.close();
    }

    private void importOriginal() throws IOException, InterruptedException {
        var printed = folder.resolve("printed");
        var reader = original.database();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ClassPath.text(),
                        "org.quiltappliance.server.cli.Main",
                        "import-quilt2",
                        "--home",
                        folder.resolve("appliance").toString(),
                        "--database",
                        "postgresql://" + reader.user() + "@"
                                + reader.jdbcUrl().substring("jdbc:postgresql://".length()),
                        "--objects",
                        original.objects()))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PGPASSWORD",
                        reader.password().reveal(),
                        "AWS_ACCESS_KEY_ID",
                        original.bucket().accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        original.bucket().secretKey().reveal()));
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
    }

    @Test
    void oldUserSignsInInstallsOldRevisionsAndPushesOn() throws Exception {
        importOriginal();
        var registry = new RegistryClient(appliance.registry()).signedIn("alice", OriginalRegistry.PASSWORD);
        var machine = new QuiltCli(tools, folder.resolve("machine")).configured(appliance.registry());
        String code = registry.get("/api/code").json().path("code").asText();

        machine.quiltTyping(code + "\n", "login").succeeded();
        machine.quilt("install", "alice/wine").succeeded();

        assertThat(machine.latest("alice/wine")).isEqualTo(SECOND.hash());
        for (var object : SECOND.objects().entrySet()) {
            assertThat(machine.object(object.getKey())).hasBinaryContent(object.getValue());
        }
        machine.quilt("install", "--force", "alice/wine", "-v", "1.0").succeeded();
        assertThat(machine.object(FIRST.objectAt("data/red"))).hasContent("the first harvest\n");
        machine.quilt("push", "alice/wine").succeeded();
    }
}
