package org.quiltappliance.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.quiltappliance.server.ApplianceService;

/**
 * A service of systemd that may do what the registry needs and nothing more.
 *
 * @param program with its whole path
 * @param home absolute
 * @param user an account that exists
 */
record SystemdUnit(Path program, Path home, String user) {

    private static final Path STATE = Path.of("/var/lib");
    private static final List<Path> HOMES = List.of(Path.of("/home"), Path.of("/root"), Path.of("/run/user"));

    /** What a database container gets to end, and a moment for everything else. */
    private static final Duration AFTER_THE_DRAIN = Duration.ofSeconds(100);

    String text() {
        return """
                # A registry for data packages, as a service of systemd. Made by: quilt-appliance service print
                #
                # Once, as root:
                #   useradd --system --home-dir %1$s --shell /usr/sbin/nologin %2$s
                #   install this file as /etc/systemd/system/quilt-appliance.service
                #   systemctl daemon-reload
                # Then the settings, as that user, and the start:
                #   runuser -u %2$s -- %3$s config set APPLIANCE_MODE persistent --home %4$s
                #   systemctl enable --now quilt-appliance

                [Unit]
                Description=Quilt Appliance, a registry for data packages
                Wants=network-online.target
                After=network-online.target docker.service postgresql.service
                # What ends again and again is left alone, so that somebody looks at it.
                StartLimitIntervalSec=600
                StartLimitBurst=4

                [Service]
                Type=exec
                User=%2$s
                Environment=%5$s
                ExecStart=%6$s start
                # It tells its exit codes apart: 130 is an end that somebody asked for, 143 is Java's own for SIGTERM.
                SuccessExitStatus=130 143
                Restart=on-failure
                RestartSec=5
                # Wrong use, and a home folder that another process has: the next try would end the same way.
                RestartPreventExitStatus=2 3

                # Open requests may take %7$d s to end, then the database in its container stops in peace.
                KillSignal=SIGTERM
                KillMode=mixed
                TimeoutStopSec=%8$d
                # Getting images may take long; the appliance limits each of its steps itself.
                TimeoutStartSec=infinity

                # Where it may write.
                UMask=0077
                ProtectSystem=strict
                %9$s
                PrivateTmp=yes

                # What it may not do. MemoryDenyWriteExecute is left out on purpose: Java compiles to memory that is
                # writable first and executable then, and would not start with it.
                NoNewPrivileges=yes
                CapabilityBoundingSet=
                AmbientCapabilities=
                # For ports below 1024 write CAP_NET_BIND_SERVICE behind both of the lines above.
                PrivateDevices=yes
                ProtectClock=yes
                ProtectControlGroups=yes
                ProtectHostname=yes
                ProtectKernelLogs=yes
                ProtectKernelModules=yes
                ProtectKernelTunables=yes
                LockPersonality=yes
                RestrictNamespaces=yes
                RestrictRealtime=yes
                RestrictSUIDSGID=yes
                RemoveIPC=yes
                SystemCallArchitectures=native
                SystemCallFilter=@system-service
                # The network, the control channel and Docker, and the list of network addresses.
                RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
                LimitNOFILE=65536

                # For containers of our own the user needs Docker. Whoever may use Docker may do anything here; with
                # APPLIANCE_DB=external and APPLIANCE_STORE=external or folder it is not needed.
                #SupplementaryGroups=docker

                [Install]
                WantedBy=multi-user.target
                """.formatted(
                        home,
                        user,
                        program,
                        home,
                        quoted("APPLIANCE_HOME=" + home),
                        quoted(program.toString().replace("$", "$$")),
                        ApplianceService.DRAIN.toSeconds(),
                        ApplianceService.DRAIN.plus(AFTER_THE_DRAIN).toSeconds(),
                        place());
    }

    /** How the home folder is made and may be written. */
    private String place() {
        if (STATE.equals(home.getParent()) && home.getFileName().toString().matches("[A-Za-z0-9._-]+")) {
            return "ProtectHome=yes\nStateDirectory=" + home.getFileName() + "\nStateDirectoryMode=0700";
        }
        boolean below = HOMES.stream().anyMatch(home::startsWith);
        return (below
                        ? "# The home folder of the appliance is below one of a user.\nProtectHome=no"
                        : "ProtectHome=yes")
                + "\n# Must exist, and belong to the user above.\nReadWritePaths=" + quoted(home.toString());
    }

    /** As systemd reads it: quotes and backslashes mean something, and so do percent signs. */
    private static String quoted(String text) {
        if (text.matches("[A-Za-z0-9_./=:@+-]+")) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }
}
