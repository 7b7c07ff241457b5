package org.quiltappliance.server.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds out who listens on a port, by the means of the operating system ({@code control-panel.md} PF-3). */
@FunctionalInterface
interface PortHolders {

    /** Everybody who listens there, on any address; nobody when it cannot be told. */
    List<PortHolder> of(int port);

    /** The means of this computer. */
    static PortHolders ofThisComputer() {
        Path proc = Path.of("/proc");
        if (Files.isReadable(proc.resolve("net/tcp"))) {
            return new LinuxPortHolders(proc);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? CommandPortHolders.netstat() : CommandPortHolders.lsof();
    }
}
