package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.ApplianceService;

class SystemdUnitTest {

    private static final Path PROGRAM = Path.of("/usr/bin/quilt-appliance");

    /** The lines of a unit as systemd reads them: {@code Section.Key} to all its values. Comments are left out. */
    private static Map<String, List<String>> read(String home) {
        var values = new LinkedHashMap<String, List<String>>();
        String section = "";
        for (String line : new SystemdUnit(PROGRAM, Path.of(home), "registry")
                .text()
                .lines()
                .toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                assertThat(line).matches("[A-Z][A-Za-z]+=.*");
                int sign = line.indexOf('=');
                values.computeIfAbsent(section + "." + line.substring(0, sign), key -> new ArrayList<>())
                        .add(line.substring(sign + 1));
            }
        }
        return values;
    }

    @Test
    void runsTheProgramAsItsOwnUserOverItsOwnFolder() {
        assertThat(read("/var/lib/quilt-appliance"))
                .containsEntry("Service.User", List.of("registry"))
                .containsEntry("Service.ExecStart", List.of("/usr/bin/quilt-appliance start"))
                .containsEntry("Service.Environment", List.of("APPLIANCE_HOME=/var/lib/quilt-appliance"))
                .containsEntry("Service.StateDirectory", List.of("quilt-appliance"))
                .containsEntry("Service.StateDirectoryMode", List.of("0700"))
                .containsEntry("Service.Restart", List.of("on-failure"))
                .containsEntry("Service.SuccessExitStatus", List.of("130 143"))
                .containsEntry("Install.WantedBy", List.of("multi-user.target"))
                .doesNotContainKey("Service.ReadWritePaths");
    }

    @Test
    void mayDoNoMoreThanItNeeds() {
        assertThat(read("/var/lib/quilt-appliance"))
                .containsEntry("Service.ProtectSystem", List.of("strict"))
                .containsEntry("Service.ProtectHome", List.of("yes"))
                .containsEntry("Service.NoNewPrivileges", List.of("yes"))
                .containsEntry("Service.PrivateTmp", List.of("yes"))
                .containsEntry("Service.CapabilityBoundingSet", List.of(""))
                .containsEntry("Service.RestrictAddressFamilies", List.of("AF_UNIX AF_INET AF_INET6 AF_NETLINK"))
                .doesNotContainKey("Service.MemoryDenyWriteExecute");
    }

    @Test
    void saysWhyMemoryMayBeWrittenAndExecuted() {
        assertThat(new SystemdUnit(PROGRAM, Path.of("/var/lib/x"), "registry").text())
                .contains("# What it may not do. MemoryDenyWriteExecute is left out on purpose: Java compiles");
    }

    @Test
    void openRequestsAndTheDatabaseGetTheirTimeToEnd() {
        long seconds = Long.parseLong(
                read("/var/lib/quilt-appliance").get("Service.TimeoutStopSec").get(0));

        assertThat(seconds).isGreaterThan(ApplianceService.DRAIN.toSeconds() + 60);
    }

    @Test
    void otherFolderIsTheOnlyOneThatMayBeWritten() {
        assertThat(read("/srv/registry"))
                .containsEntry("Service.ReadWritePaths", List.of("/srv/registry"))
                .containsEntry("Service.ProtectHome", List.of("yes"))
                .doesNotContainKey("Service.StateDirectory");
        assertThat(read("/home/ann/registry")).containsEntry("Service.ProtectHome", List.of("no"));
    }

    @Test
    void oddNamesOfFoldersAreQuoted() {
        assertThat(read("/srv/50% of \"it\""))
                .containsEntry("Service.ReadWritePaths", List.of("\"/srv/50%% of \\\"it\\\"\""))
                .containsEntry("Service.Environment", List.of("\"APPLIANCE_HOME=/srv/50%% of \\\"it\\\"\""));
    }
}
