package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPortHoldersTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    Path proc;

    private void table(String name, String lines) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net").resolve(name), HEAD + lines);
    }

    private void process(int pid, String name, String command, String inode) throws IOException {
        Path files = Files.createDirectories(proc.resolve(pid + "/fd"));
        Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
        Files.writeString(proc.resolve(pid + "/cmdline"), command);
        Files.createSymbolicLink(files.resolve("3"), Path.of("socket:[" + inode + "]"));
    }

    @Test
    void findsTheProcessOfEachListener() throws IOException {
        table(
                "tcp",
                "   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  33 0 4711 1 x\n"
                        + "   1: 00000000:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4712 1 x\n"
                        + "   2: 0100007F:1388 0100007F:9999 01 00000000:00000000 00:00000000 00000000  0 0 4713 1 x\n");
        table(
                "tcp6",
                "   0: 00000000000000000000000001000000:1388 00000000000000000000000000000000:0000 0A"
                        + " 00000000:00000000 00:00000000 00000000  1000 0 4714 1 x\n");
        process(12, "nginx", "nginx: master\0-g\0daemon off;\0", "4711");
        process(13, "python3", "python3\0-m\0http.server\0", "4714");

        var holders = new LinuxPortHolders(proc).of(5000);

        assertThat(holders).extracting(PortHolder::endpoint).containsExactly("127.0.0.1:5000", "[::1]:5000");
        assertThat(holders.get(0).program())
                .contains(new PortHolder.Program(12, "nginx", "nginx: master -g daemon off;"));
        assertThat(holders.get(1).text()).startsWith("python3 (process 13, user ");
        assertThat(new LinuxPortHolders(proc).of(5001)).singleElement().satisfies(holder -> {
            assertThat(holder.isOnAllAddresses()).isTrue();
            assertThat(holder.text())
                    .isEqualTo("Another program (its name is not visible without administrator rights, user 0)");
        });
        assertThat(new LinuxPortHolders(proc).of(80)).isEmpty();
    }

    @Test
    void longCommandsAreCut() {
        assertThat(new PortHolder.Program(1, "x", "y".repeat(500)).command())
                .hasSize(121)
                .endsWith("…");
    }

    @Test
    void findsThisVeryProcess() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var holders = new LinuxPortHolders(Path.of("/proc")).of(socket.getLocalPort());

            assertThat(holders).singleElement().satisfies(holder -> {
                assertThat(holder.address()).endsWith("127.0.0.1");
                assertThat(holder.program().orElseThrow().pid())
                        .isEqualTo(ProcessHandle.current().pid());
            });
        }
    }
}
