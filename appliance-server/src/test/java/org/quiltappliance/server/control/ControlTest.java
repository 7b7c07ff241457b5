package org.quiltappliance.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;

class ControlTest {

    private static final ControlServer.Desk ECHO =
            request -> JsonNodeFactory.instance.objectNode().set("heard", request);

    @TempDir
    Path folder;

    private static Home home(Path folder) throws IOException {
        var home = new Home(folder);
        Files.createDirectories(home.run());
        return home;
    }

    private static ObjectNode request(String command) {
        return JsonNodeFactory.instance.objectNode().put("command", command);
    }

    private static JsonNode ask(Home home, String command) throws IOException {
        try (var client = ControlClient.connect(home)) {
            return client.ask(request(command));
        }
    }

    @Test
    void answersWhatIsAsked() throws IOException {
        var home = home(folder);
        var server = ControlServer.open(home, ECHO);

        assertThat(ask(home, "status").path("heard").path("command").asText()).isEqualTo("status");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run/control.sock"))))
                .isEqualTo("rw-------");
        server.close();
    }

    @Test
    void oneConnectionMayAskSeveralThings() throws IOException {
        var home = home(folder);
        var server = ControlServer.open(home, ECHO);

        try (var client = ControlClient.connect(home)) {
            client.ask(request("a"));
            assertThat(client.ask(request("ü")).path("heard").path("command").asText())
                    .isEqualTo("ü");
        }
        server.close();
    }

    @Test
    void whatCannotBeReadIsAnsweredToo() throws IOException {
        var home = home(folder);
        var server = ControlServer.open(home, ECHO);

        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("run/control.sock")))) {
            var lines = new Lines(channel);
            lines.write("{nonsense");

            assertThat(lines.read()).contains("\"INVALID\"");
        }
        server.close();
    }

    @Test
    void unexpectedFailureTellsNothingAndEndsNothing() throws IOException {
        var home = home(folder);
        var server = ControlServer.open(home, request -> {
            throw new IllegalStateException("secret");
        });

        assertThat(ask(home, "a").toString()).contains("INTERNAL").doesNotContain("secret");
        assertThat(ask(home, "a").toString()).contains("INTERNAL");
        server.close();
    }

    @Test
    void longHomeFolderGetsAPortWithAToken() throws IOException {
        var home = home(folder.resolve("deep".repeat(30)));
        var server = ControlServer.open(home, ECHO);
        JsonNode door =
                new ObjectMapper().readTree(home.run().resolve("control.json").toFile());

        assertThat(ask(home, "status").path("heard").path("command").asText()).isEqualTo("status");
        try (var stranger = new Socket()) {
            stranger.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), door.path("port").asInt()));
            stranger.getOutputStream().write("wrong\n{\"command\":\"stop\"}\n".getBytes());
            assertThat(stranger.getInputStream().readAllBytes()).isEmpty();
        }
        server.close();
        assertThat(home.run()).isEmptyDirectory();
    }

    @Test
    void whatADeadProcessLeftIsReplaced() throws IOException {
        var home = home(folder);
        Files.createFile(folder.resolve("run/control.sock"));
        Files.writeString(folder.resolve("run/control.json"), "{\"port\": 1, \"token\": \"x\"}");

        var server = ControlServer.open(home, ECHO);

        assertThat(ask(home, "status").has("heard")).isTrue();
        server.close();
    }

    @Test
    void answerThatIsUnderWayIsGivenBeforeTheEnd() throws Exception {
        var home = home(folder);
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var server = ControlServer.open(home, request -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return request("done");
        });
        var answer = CompletableFuture.supplyAsync(() -> {
            try {
                return ask(home, "slow");
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        asked.await();
        var closing = CompletableFuture.runAsync(server::close);
        goOn.countDown();

        assertThat(answer.get().path("command").asText()).isEqualTo("done");
        closing.get();
    }

    @Test
    void nobodyIsThereAfterTheEnd() throws IOException {
        var home = home(folder);
        ControlServer.open(home, ECHO).close();

        assertThatThrownBy(() -> ControlClient.connect(home)).isInstanceOf(IOException.class);
    }
}
