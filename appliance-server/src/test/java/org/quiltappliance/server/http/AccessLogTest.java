package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestAppliance;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.slf4j.LoggerFactory;

class AccessLogTest {

    private record Line(String request, String text) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("access");
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new Line(event.getMDCPropertyMap().get("request"), event.getFormattedMessage()));
        }
    };

    private TestStorage storage;
    private TestAppliance appliance;

    @BeforeEach
    void listen() {
        storage = TestStorage.of(TestDatabase.H2);
        appliance = StartedAppliance.start(storage, Switches.ALL_ON);
        ear.start();
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(ear);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(ear);
        log.setAdditive(true);
        log.setLevel(Level.OFF);
        appliance.close();
        storage.close();
    }

    private Line lineOf(String start) {
        await().until(() -> lines.stream().anyMatch(line -> line.text().startsWith(start)));
        return lines.stream()
                .filter(line -> line.text().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhoAskedForWhatFromWhereAndHowItWent() {
        var person = appliance.person();
        var answer = appliance.client().as(person).get("/api/tag/nobody/nothing/?q=c4n4ry");

        Line line = lineOf("GET /api/tag/nobody/nothing/ ");

        assertThat(line.text())
                .matches("GET /api/tag/nobody/nothing/ " + answer.status() + " \\d+ ms \\d+ bytes user=" + person.name()
                        + " client=(127\\.0\\.0\\.1|0:0:0:0:0:0:0:1|::1) \"quilt-cli/2\\.9\\.15 .*\"");
        assertThat(line.request()).isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }

    @Test
    void nextRequestOfTheSameThreadIsNotTakenForTheSamePerson() {
        appliance.client().as(appliance.person()).get("/api/tag/nobody/nothing/");
        for (int i = 0; i < 20; i++) {
            appliance.client().get("/api/log/nobody/nothing/" + i);
        }

        assertThat(lineOf("GET /api/log/nobody/nothing/19 ").text()).contains(" user=- ");
        assertThat(lines)
                .filteredOn(line -> line.text().startsWith("GET /api/log/"))
                .allSatisfy(line -> assertThat(line.text()).contains(" user=- "));
    }

    @Test
    void addressThatOpensAnAccountIsHidden() {
        appliance.client().get("/activate/c4n4ry");

        assertThat(lineOf("GET /activate/").text()).startsWith("GET /activate/[hidden] ");
    }

    @Test
    void programCannotBreakOutOfItsQuotes() {
        appliance
                .client()
                .with("User-Agent", "a\" user=admin " + "x".repeat(500))
                .get("/healthcheck");

        String text = lineOf("GET /healthcheck ").text();
        assertThat(text).endsWith("xxx\"").contains("\"a' user=admin ").hasSizeLessThan(300);
    }
}
