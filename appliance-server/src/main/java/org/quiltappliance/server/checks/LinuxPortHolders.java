package org.quiltappliance.server.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.PortHolder.Program;

/**
 * Reads {@code /proc/net/tcp} and {@code /proc/net/tcp6} for listening sockets, and {@code /proc/PID/fd} for the process
 * that has the socket open (proc(5)).
 */
final class LinuxPortHolders implements PortHolders {

    private static final String LISTENING = "0A";

    private final Path proc;

    LinuxPortHolders(Path proc) {
        this.proc = proc;
    }

    private record Socket(String address, String user, String inode) {}

    @Override
    public List<PortHolder> of(int port) {
        var sockets = new ArrayList<Socket>();
        sockets.addAll(listening("net/tcp", port));
        sockets.addAll(listening("net/tcp6", port));
        return sockets.stream()
                .map(socket -> {
                    Optional<Path> process = process(socket.inode());
                    return new PortHolder(
                            socket.address(),
                            port,
                            process.flatMap(LinuxPortHolders::owner).or(() -> Optional.of(socket.user())),
                            process.map(LinuxPortHolders::program));
                })
                .toList();
    }

    /** Columns: 1 local address, 3 state, 7 user, 9 inode. */
    private List<Socket> listening(String table, int port) {
        var found = new ArrayList<Socket>();
        try {
            for (String line : Files.readAllLines(proc.resolve(table), StandardCharsets.US_ASCII)) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[3].equals(LISTENING)) {
                    String[] local = columns[1].split(":");
                    if (Integer.parseInt(local[1], 16) == port) {
                        found.add(new Socket(address(local[0]), columns[7], columns[9]));
                    }
                }
            }
        } catch (IOException noSuchTable) {
            return List.of();
        }
        return found;
    }

    /** Words of 32 bits in the order of the processor, in hexadecimal digits. */
    private static String address(String hex) throws IOException {
        var words = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        var bytes = ByteBuffer.allocate(words.capacity());
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            words.order(ByteOrder.LITTLE_ENDIAN);
        }
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        return shortened(InetAddress.getByAddress(bytes.array()).getHostAddress());
    }

    private static String shortened(String address) {
        return switch (address) {
            case "0:0:0:0:0:0:0:0" -> "::";
            case "0:0:0:0:0:0:0:1" -> "::1";
            default -> address;
        };
    }

    private Optional<Path> process(String inode) {
        String wanted = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, wanted)) {
                    return Optional.of(process);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String wanted) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (pointsTo(file, wanted)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException goneOrForbidden) {
            return false;
        }
        return false;
    }

    private static boolean pointsTo(Path file, String wanted) {
        try {
            return Files.readSymbolicLink(file).toString().equals(wanted);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Program program(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        String name = text(process.resolve("comm")).strip();
        String command = text(process.resolve("cmdline")).replace('\0', ' ').strip();
        return new Program(pid, name, command.isEmpty() ? name : command);
    }

    private static Optional<String> owner(Path process) {
        try {
            return Optional.of(Files.getOwner(process).getName());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
