package org.quiltappliance.server.containers.docker;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.containers.EngineInfo;
import org.quiltappliance.server.containers.docker.DockerFinding.NoPermission;
import org.quiltappliance.server.containers.docker.DockerFinding.NotInstalled;
import org.quiltappliance.server.containers.docker.DockerFinding.NotRunning;
import org.quiltappliance.server.containers.docker.DockerFinding.Ready;
import org.quiltappliance.server.containers.docker.DockerFinding.Remote;
import org.quiltappliance.server.containers.docker.DockerFinding.TooNew;
import org.quiltappliance.server.containers.docker.DockerFinding.TooOld;
import org.quiltappliance.server.containers.docker.DockerFinding.WindowsContainers;

/**
 * Looks for a container engine ({@code control-panel.md} PF-D1): where our setting says, where the environment says, the
 * command line's choice, then the usual sockets, because a program that was opened from a desktop has no environment of
 * a shell. What the setting or the environment names is used or refused; nothing else is tried then.
 */
public final class DockerSearch {

    private static final List<String> PROGRAMS = List.of("docker", "podman", "nerdctl", "dockerd");

    private static final String UNIX = "unix://";

    private final Surroundings surroundings;
    private final Function<DockerEndpoint, ContainerRuntime> connector;

    /**
     * Where we look.
     *
     * @param root of the file system
     * @param system the operating system's name
     */
    public record Surroundings(
            Map<String, String> environment, Path root, Path userHome, String userName, String system) {

        public Surroundings {
            environment = Map.copyOf(environment);
        }

        /** This computer and its user. */
        public static Surroundings here() {
            return new Surroundings(
                    System.getenv(),
                    Path.of(File.separator),
                    Path.of(System.getProperty("user.home")),
                    System.getProperty("user.name"),
                    System.getProperty("os.name"));
        }

        private boolean isWindows() {
            return system.toLowerCase(Locale.ROOT).startsWith("windows");
        }

        private Optional<String> variable(String name) {
            return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
        }
    }

    public DockerSearch(Surroundings surroundings) {
        this(surroundings, DockerRuntime::connect);
    }

    /** @param connector opens a connection to a place where an engine may listen */
    public DockerSearch(Surroundings surroundings, Function<DockerEndpoint, ContainerRuntime> connector) {
        this.surroundings = surroundings;
        this.connector = connector;
    }

    /** @param setting the value of {@code APPLIANCE_DOCKER_HOST}, if it has one */
    public DockerFinding find(Optional<String> setting) {
        Optional<String> named = setting.or(() -> surroundings.variable("DOCKER_HOST"));
        if (named.isPresent()) {
            return endpoint(named.get())
                    .map(this::look)
                    .orElseGet(() -> new NotRunning(program().orElse("Docker"), named.get(), "not an address"));
        }
        var findings = new ArrayList<DockerFinding>();
        var looked = new ArrayList<String>();
        for (DockerEndpoint place : places()) {
            if (isAbsent(place)) {
                looked.add(place + ": not there");
                continue;
            }
            DockerFinding finding = look(place);
            if (finding instanceof Ready) {
                return finding;
            }
            if (finding instanceof NotRunning
                    && surroundings.isWindows()
                    && program().isEmpty()) {
                looked.add(place + ": not there");
                continue;
            }
            findings.add(finding);
        }
        return findings.stream()
                .max(Comparator.comparingInt(DockerFinding::weight))
                .orElseGet(() -> nothingFound(looked));
    }

    private DockerFinding nothingFound(List<String> looked) {
        return program()
                .<DockerFinding>map(
                        program -> new NotRunning(program, places().get(0).toString(), "not there"))
                .orElseGet(() -> {
                    looked.add("none of these programs was found: " + String.join(", ", PROGRAMS));
                    return new NotInstalled(looked);
                });
    }

    private DockerFinding look(DockerEndpoint place) {
        if (!place.isHere()) {
            return new Remote(place.toString());
        }
        ContainerRuntime runtime;
        try {
            runtime = connector.apply(place);
        } catch (DockerRuntime.UnfitVersion unfit) {
            return unfit.isTooOld()
                    ? new TooOld(place.toString(), unfit.lowest(), unfit.highest())
                    : new TooNew(place.toString(), unfit.lowest(), unfit.highest());
        } catch (EngineException failed) {
            return failed.kind() == Kind.NOT_PERMITTED
                    ? new NoPermission(place.toString(), surroundings.userName())
                    : new NotRunning(program().orElse("Docker"), place.toString(), failed.text());
        }
        return examine(place, runtime);
    }

    private DockerFinding examine(DockerEndpoint place, ContainerRuntime runtime) {
        boolean usable = false;
        try {
            EngineInfo info = runtime.info();
            usable = !info.osType().equalsIgnoreCase("windows");
            return usable ? new Ready(place, runtime, info) : new WindowsContainers(place.toString());
        } catch (EngineException failed) {
            return new NotRunning(program().orElse("Docker"), place.toString(), failed.text());
        } finally {
            if (!usable) {
                runtime.close();
            }
        }
    }

    /** In the order in which they are tried, each once. */
    private List<DockerEndpoint> places() {
        var places = new LinkedHashSet<DockerEndpoint>();
        DockerContext.host(surroundings.environment(), surroundings.userHome())
                .flatMap(this::endpoint)
                .ifPresent(places::add);
        if (surroundings.isWindows()) {
            Stream.of("npipe:////./pipe/docker_engine", "npipe:////./pipe/dockerDesktopLinuxEngine")
                    .flatMap(text -> endpoint(text).stream())
                    .forEach(places::add);
            return List.copyOf(places);
        }
        Path home = surroundings.userHome();
        places.add(DockerEndpoint.unix(surroundings.root().resolve("var/run/docker.sock")));
        Stream.of(
                        ".docker/run/docker.sock",
                        ".docker/desktop/docker.sock",
                        ".rd/docker.sock",
                        ".colima/default/docker.sock")
                .map(home::resolve)
                .forEach(socket -> places.add(DockerEndpoint.unix(socket)));
        surroundings.variable("XDG_RUNTIME_DIR").map(Path::of).ifPresent(folder -> {
            places.add(DockerEndpoint.unix(folder.resolve("docker.sock")));
            places.add(DockerEndpoint.unix(folder.resolve("podman/podman.sock")));
        });
        return List.copyOf(places);
    }

    /** Sockets are files; a pipe of Windows cannot be looked at without opening it. */
    private static boolean isAbsent(DockerEndpoint place) {
        return place.socket().filter(socket -> !Files.exists(socket)).isPresent();
    }

    private Optional<DockerEndpoint> endpoint(String text) {
        try {
            if (text.strip().startsWith(UNIX)) {
                // A path may hold what an address may not, such as spaces.
                return Optional.of(DockerEndpoint.unix(Path.of(text.strip().substring(UNIX.length()))));
            }
            var uri = URI.create(text.strip());
            if (uri.getScheme() == null) {
                return Optional.empty();
            }
            return Optional.of(new DockerEndpoint(uri, certificates(uri)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** As Docker's own command reads them. */
    private Optional<Path> certificates(URI uri) {
        if (!"tcp".equalsIgnoreCase(uri.getScheme())
                || surroundings.variable("DOCKER_TLS_VERIFY").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(surroundings
                .variable("DOCKER_CERT_PATH")
                .map(Path::of)
                .orElse(surroundings.userHome().resolve(".docker")));
    }

    /** What is installed, as people know it. */
    private Optional<String> program() {
        if (surroundings.isWindows()) {
            return surroundings
                    .variable("ProgramFiles")
                    .map(folder -> Path.of(folder, "Docker", "Docker", "Docker Desktop.exe"))
                    .filter(Files::exists)
                    .map(program -> "Docker Desktop");
        }
        if (Files.isDirectory(surroundings.root().resolve("Applications/Docker.app"))) {
            return Optional.of("Docker Desktop");
        }
        return PROGRAMS.stream()
                .filter(this::isOnPath)
                .findFirst()
                .map(program -> program.startsWith("docker") ? "Docker" : program);
    }

    private boolean isOnPath(String program) {
        return Stream.concat(
                        Stream.of(surroundings.variable("PATH").orElse("").split(File.pathSeparator)),
                        Stream.of("usr/bin", "usr/sbin", "usr/local/bin", "opt/homebrew/bin")
                                .map(folder ->
                                        surroundings.root().resolve(folder).toString()))
                .anyMatch(folder -> isExecutable(folder, program));
    }

    private static boolean isExecutable(String folder, String program) {
        try {
            return Files.isExecutable(Path.of(folder, program));
        } catch (InvalidPathException notAFolder) {
            return false;
        }
    }
}
