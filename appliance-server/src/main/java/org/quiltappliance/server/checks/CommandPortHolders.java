package org.quiltappliance.server.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.quiltappliance.server.checks.PortHolder.Program;

/** Asks a command of the operating system who listens on a port, where there is no {@code /proc}. */
final class CommandPortHolders implements PortHolders {

    private final IntFunction<List<String>> command;
    private final BiFunction<List<String>, Integer, List<PortHolder>> reader;

    private CommandPortHolders(
            IntFunction<List<String>> command, BiFunction<List<String>, Integer, List<PortHolder>> reader) {
        this.command = command;
        this.reader = reader;
    }

    /** macOS and other Unix systems. */
    static PortHolders lsof() {
        return new CommandPortHolders(
                port -> List.of("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-FpcLn"),
                CommandPortHolders::readLsof);
    }

    /** Windows. */
    static PortHolders netstat() {
        return new CommandPortHolders(port -> List.of("netstat", "-ano"), CommandPortHolders::readNetstat);
    }

    @Override
    public List<PortHolder> of(int port) {
        return reader.apply(SystemCommand.lines(command.apply(port)), port);
    }

    /** A line for each fact, told by its first letter: p process, c command, L user, n address. */
    static List<PortHolder> readLsof(List<String> lines, int port) {
        var found = new ArrayList<PortHolder>();
        long pid = 0;
        String name = "";
        Optional<String> user = Optional.empty();
        for (String line : lines) {
            String fact = line.substring(Math.min(1, line.length()));
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case 'p' -> {
                    pid = Long.parseLong(fact);
                    user = Optional.empty();
                }
                case 'c' -> name = fact;
                case 'L' -> user = Optional.of(fact);
                case 'n' -> found.add(new PortHolder(address(fact), port, user, Optional.of(program(pid, name))));
                default -> {}
            }
        }
        return found;
    }

    /** Columns: protocol, local address, other address, state in the language of the system, process. */
    static List<PortHolder> readNetstat(List<String> lines, int port) {
        var found = new ArrayList<PortHolder>();
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+");
            boolean listening = columns.length == 5
                    && columns[0].equals("TCP")
                    && columns[1].endsWith(":" + port)
                    && (columns[2].equals("0.0.0.0:0") || columns[2].equals("[::]:0"));
            if (listening) {
                long pid = Long.parseLong(columns[4]);
                found.add(new PortHolder(
                        address(columns[1]), port, Optional.empty(), Optional.of(program(pid, "A program"))));
            }
        }
        return found;
    }

    private static String address(String endpoint) {
        String address = endpoint.substring(0, endpoint.lastIndexOf(':'));
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    private static Program program(long pid, String name) {
        Optional<String> path =
                ProcessHandle.of(pid).flatMap(process -> process.info().command());
        return new Program(pid, path.map(CommandPortHolders::fileName).orElse(name), path.orElse(name));
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }
}
