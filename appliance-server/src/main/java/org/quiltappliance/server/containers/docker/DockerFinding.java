package org.quiltappliance.server.containers.docker;

import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineInfo;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ContainerProblems.Versions;
import org.quiltappliance.server.lifecycle.Problem;

/** What came of looking for an engine on this computer ({@code control-panel.md} PF-D1 to PF-D3). */
public sealed interface DockerFinding {

    /** What keeps us from using it; empty when nothing does. */
    Optional<Problem> problem(ContainerProblems problems);

    /** The connection, which whoever asked has to close; empty when there is a problem. */
    default Optional<ContainerRuntime> runtime() {
        return Optional.empty();
    }

    /** Which of the questions about an engine was answered with no. */
    enum Obstacle {
        /** It can be used. */
        NONE,
        /** There is none, or it does not answer us (PF-D1). */
        PLACE,
        /** There is no version that both sides speak (PF-D2). */
        VERSION,
        /** It is not of a kind that we can use (PF-D3). */
        KIND
    }

    Obstacle obstacle();

    /** How much it helps to hear of this rather than of another place's finding: the higher, the more. */
    int weight();

    /** One that we can use. */
    record Ready(DockerEndpoint endpoint, ContainerRuntime connection, EngineInfo info) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.empty();
        }

        @Override
        public Optional<ContainerRuntime> runtime() {
            return Optional.of(connection);
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.NONE;
        }

        @Override
        public int weight() {
            return 9;
        }
    }

    /** No socket and no program. */
    record NotInstalled(List<String> looked) implements DockerFinding {
        public NotInstalled {
            looked = List.copyOf(looked);
        }

        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerNotInstalled(looked));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.PLACE;
        }

        @Override
        public int weight() {
            return 0;
        }
    }

    /** A socket that nobody listens at, or a program without a socket. */
    record NotRunning(String program, String endpoint, String reason) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerNotRunning(program, endpoint, reason));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.PLACE;
        }

        @Override
        public int weight() {
            return 2;
        }
    }

    /** The operating system does not let this user ask. */
    record NoPermission(String endpoint, String user) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerNoPermission(endpoint, user));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.PLACE;
        }

        @Override
        public int weight() {
            return 3;
        }
    }

    /** Speaks only versions of the API that are older than ours. */
    record TooOld(String endpoint, ApiVersion lowest, ApiVersion highest) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerTooOld(versions(lowest, highest)));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.VERSION;
        }

        @Override
        public int weight() {
            return 4;
        }
    }

    /** Speaks only versions of the API that are newer than ours. */
    record TooNew(String endpoint, ApiVersion lowest, ApiVersion highest) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerTooNew(versions(lowest, highest)));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.VERSION;
        }

        @Override
        public int weight() {
            return 4;
        }
    }

    /** Runs containers of Windows, not of Linux. */
    record WindowsContainers(String endpoint) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerWindowsContainers(endpoint));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.KIND;
        }

        @Override
        public int weight() {
            return 5;
        }
    }

    /** Runs on another computer. */
    record Remote(String endpoint) implements DockerFinding {
        @Override
        public Optional<Problem> problem(ContainerProblems problems) {
            return Optional.of(problems.dockerRemote(endpoint));
        }

        @Override
        public Obstacle obstacle() {
            return Obstacle.KIND;
        }

        @Override
        public int weight() {
            return 1;
        }
    }

    private static Versions versions(ApiVersion lowest, ApiVersion highest) {
        return new Versions(
                lowest.toString(), highest.toString(), ApiVersion.OLDEST.toString(), ApiVersion.NEWEST.toString());
    }
}
