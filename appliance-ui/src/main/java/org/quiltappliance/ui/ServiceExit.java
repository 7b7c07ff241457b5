package org.quiltappliance.ui;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.IdleStop;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.config.PanelConfig.OnClose;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.Traffic;
import org.quiltappliance.ui.exit.ExitAppliance;
import org.quiltappliance.ui.exit.Guests;

/** What leaving asks for, answered by the service. */
record ServiceExit(ApplianceService service) implements ExitAppliance {

    /** Who asked for something in this time is still there. */
    private static final Duration PRESENT = Duration.ofMinutes(5);

    @Override
    public ApplianceState state() {
        return service.snapshot().state();
    }

    @Override
    public PanelConfig panel() throws IOException {
        return service.panel();
    }

    @Override
    public void remember(OnClose meaning) throws IOException {
        service.change(
                Map.of(Settings.ON_CLOSE.name(), Optional.of(meaning.name().toLowerCase(Locale.ROOT))));
    }

    @Override
    public Guests guests() {
        var reading = service.metrics();
        Instant since = reading.at().minus(PRESENT);
        long clients = reading.clients().stream()
                .filter(client -> client.lastSeen().isAfter(since))
                .count();
        return new Guests((int) clients, reading.traffic().map(Traffic::uploads).orElse(0));
    }

    @Override
    public Waiting stopWhenIdle(Duration most) {
        return new Stop(service.stopWhenIdle(most));
    }

    private record Stop(IdleStop stop) implements Waiting {
        @Override
        public Instant end() {
            return stop.end();
        }

        @Override
        public void now() {
            stop.now();
        }

        @Override
        public void cancel() {
            stop.cancel();
        }

        @Override
        public CompletionStage<Outcome> result() {
            return stop.result();
        }
    }
}
