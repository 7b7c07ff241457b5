package org.quiltappliance.server.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.containers.EngineException.Kind;

class EngineErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied|IMAGE_DENIED
                    unauthorized: access to the requested resource is not authorized|IMAGE_DENIED
                    manifest for a/b:1 not found: manifest unknown: manifest unknown|IMAGE_DENIED
                    toomanyrequests: You have reached your pull rate limit.|RATE_LIMIT
                    Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host|NO_NETWORK
                    Get "https://quay.io/v2/": dial tcp 127.0.0.1:443: connect: connection refused|NO_NETWORK
                    Get "https://quay.io/v2/": net/http: TLS handshake timeout|NO_NETWORK
                    no matching manifest for linux/arm64/v8 in the manifest list entries|WRONG_CPU
                    filesystem layer verification failed for digest sha256:0|WRONG_DIGEST
                    write /var/lib/docker/tmp/x: no space left on device|NO_SPACE
                    something nobody has seen before|REFUSED
                    """)
    void tellsWhyAPullFailed(String text, Kind kind) {
        assertThat(EngineErrors.ofPull(text).kind()).isEqualTo(kind);
        assertThat(EngineErrors.ofPull(text)).hasMessage(text);
    }

    @Test
    void readsTheEnginesOwnWords() {
        var failed = EngineErrors.of(new NotFoundException("Status 404: {\"message\":\"No such image: a:1\"}\n"));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failed).hasMessage("No such image: a:1");
    }

    @Test
    void tellsWhichThingIsTaken() {
        assertThat(EngineErrors.of(new ConflictException("Status 409: {\"message\":\"in use\"}"))
                        .kind())
                .isEqualTo(Kind.CONFLICT);
        assertThat(EngineErrors.of(
                                new InternalServerErrorException(
                                        "Status 500: {\"message\":\"Bind for 127.0.0.1:5432 failed: port is already allocated\"}"))
                        .kind())
                .isEqualTo(Kind.PORT_TAKEN);
        assertThat(EngineErrors.of(new DockerException("teapot", 418)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void tellsWhyNobodyAnswers() {
        assertThat(EngineErrors.of(new RuntimeException(new SocketException("Permission denied")))
                        .kind())
                .isEqualTo(Kind.NOT_PERMITTED);
        assertThat(EngineErrors.of(new RuntimeException(new SocketException("No such file or directory")))
                        .kind())
                .isEqualTo(Kind.UNREACHABLE);
    }
}
