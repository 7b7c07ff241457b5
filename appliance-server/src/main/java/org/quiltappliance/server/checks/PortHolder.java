package org.quiltappliance.server.checks;

import java.util.Optional;

/**
 * Somebody who listens on a port.
 *
 * @param address the IP address it listens on, without brackets
 * @param user empty when it cannot be told
 * @param program empty when it cannot be told
 */
record PortHolder(String address, int port, Optional<String> user, Optional<Program> program) {

    private static final int LONGEST_COMMAND = 120;

    /** A process. @param command how it was started, cut */
    record Program(long pid, String name, String command) {
        Program {
            command = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command;
        }
    }

    boolean isOnAllAddresses() {
        return address.equals("0.0.0.0") || address.equals("::") || address.equals("*");
    }

    /** The address and port as one writes them. */
    String endpoint() {
        return endpoint(address, port);
    }

    static String endpoint(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** Who it is, for people; begins a sentence. */
    String text() {
        String whose = user.map(name -> ", user " + name).orElse("");
        return program.map(found -> found.name() + " (process " + found.pid() + whose + ")")
                .orElse("Another program (its name is not visible without administrator rights" + whose + ")");
    }

    /** What shows it, for people. */
    String evidence() {
        return endpoint() + " is held by " + program.map(Program::command).orElse("a process of another user");
    }
}
