package org.quiltappliance.server.checks;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.lifecycle.Problems;

/**
 * PF-2 to PF-4: whether a port is free on every address the server will listen on, and who holds it if not.
 *
 * @param other the port that the same server wants besides
 * @param publishers asked when the port is taken
 * @param earlier the process of an earlier run of this home folder, if it may still live
 */
record PortCheck(
        String setting,
        String bind,
        int port,
        int other,
        PortHolders holders,
        PortPublishers publishers,
        Optional<Earlier> earlier,
        Problems problems) {

    private static final int FIRST_FREE_FOR_ALL = 1024;

    /** A process of ours. */
    record Earlier(long pid, Instant since) {}

    Finding find() {
        List<String> addresses = LocalPorts.addresses(bind);
        for (String address : addresses) {
            Optional<IOException> refusal = LocalPorts.refusal(address, port);
            if (refusal.isPresent()) {
                return refused(address, addresses, refusal.get());
            }
        }
        return holders.of(port).stream()
                .filter(PortHolder::isOnAllAddresses)
                .findFirst()
                .map(holder -> Finding.warn(
                        holder.text() + " also listens on port " + port + "; the check after the start decides."))
                .orElseGet(() -> Finding.ok("Port " + port + " is free."));
    }

    private Finding refused(String address, List<String> addresses, IOException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("assign requested address")) {
            return Finding.skipped("The address " + address + " is not there (see PF-7).");
        }
        int next = LocalPorts.nextFree(addresses, port, other);
        if (port < FIRST_FREE_FOR_ALL && lower.contains("permi")) {
            return Finding.fail(problems.portForbidden(setting, port, next, reason));
        }
        List<PortHolder> found = holders.of(port);
        var evidence = found.stream().map(PortHolder::evidence).toList();
        Optional<Earlier> own = earlier.filter(process -> found.stream()
                .flatMap(holder -> holder.program().stream())
                .anyMatch(program -> program.pid() == process.pid()));
        if (own.isPresent()) {
            return Finding.fail(problems.portInUseByOwnProcess(
                    port, own.get().pid(), own.get().since(), evidence));
        }
        Optional<PortHolder> holder = found.stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .or(() -> found.stream().filter(PortHolder::isOnAllAddresses).findFirst())
                .or(() -> found.stream().findFirst());
        Optional<PortPublishers.Published> container = publishers.of(port);
        if (container.isPresent()) {
            return Finding.fail(problems.portInUseByContainer(
                    setting, port, container.get().container(), container.get().image(), next, evidence));
        }
        if (holder.filter(PortCheck::isAirPlay).isPresent()) {
            return Finding.fail(problems.portInUseByAirPlay(setting, port, next, evidence));
        }
        return Finding.fail(problems.portInUse(
                setting,
                port,
                PortHolder.endpoint(address, port),
                holder.map(PortHolder::text).orElse("Another program"),
                next,
                evidence.isEmpty() ? List.of(reason) : evidence));
    }

    /** PF-3: who listens on that port, whether it is in the way or not. */
    String text() {
        var found = holders.of(port);
        return found.isEmpty()
                ? "Nobody listens on port " + port + "."
                : "On port " + port + " listens "
                        + found.stream()
                                .map(holder -> holder.text() + " at " + holder.endpoint())
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** PF-4. @param reserved the ranges of the system */
    Finding reserved(ReservedPorts reserved) {
        return reserved.of(port)
                .map(range -> Finding.fail(problems.portReserved(
                        setting,
                        port,
                        range.from(),
                        range.to(),
                        LocalPorts.nextFree(LocalPorts.addresses(bind), Math.max(port, range.to()), other))))
                .orElseGet(() -> Finding.ok("Port " + port + " is not reserved."));
    }

    /** The AirPlay Receiver is part of this process of macOS. */
    private static boolean isAirPlay(PortHolder holder) {
        return holder.program()
                .filter(program -> program.name().startsWith("ControlCe"))
                .isPresent();
    }
}
