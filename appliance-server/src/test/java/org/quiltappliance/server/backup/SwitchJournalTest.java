package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.SwitchJournal.Kind;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.backup.SwitchJournal.Recovery;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;

class SwitchJournalTest {

    private static final SwitchJournal BEGUN = new SwitchJournal(
            Kind.RESTORE,
            Phase.PREPARING,
            Map.of("schema", "quilt_20261123"),
            "2026-11-23T031500Z-7f3a",
            Instant.parse("2026-11-23T04:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAfterACrash() throws IOException {
        var home = new Home(folder);
        assertThat(SwitchJournal.read(home)).isEmpty();

        BEGUN.write(home);
        BEGUN.reached(Phase.FILLING).write(home);

        assertThat(SwitchJournal.read(home)).contains(BEGUN.reached(Phase.FILLING));
        SwitchJournal.finish(home);
        assertThat(SwitchJournal.read(home)).isEmpty();
    }

    @Test
    void formerDataStayInForceUntilTheSettingsNameTheNew() {
        for (Phase phase : List.of(Phase.PREPARING, Phase.FILLING, Phase.SWITCHING)) {
            assertThat(BEGUN.reached(phase).recovery(false)).isEqualTo(Recovery.DISCARD_TARGET);
        }
        assertThat(BEGUN.reached(Phase.SWITCHING).recovery(true)).isEqualTo(Recovery.FINISH);
    }

    @Test
    void newDataAreInForceOnceTheJournalSaysSo() {
        assertThat(BEGUN.reached(Phase.DECIDED).recovery(false)).isEqualTo(Recovery.FINISH);
    }

    @Test
    void damagedJournalIsNotTakenForNone() throws IOException {
        var home = new Home(folder);
        BEGUN.write(home);
        Files.writeString(home.run().resolve("switch.json"), "{\"kind\":");

        assertThatThrownBy(() -> SwitchJournal.read(home))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("switch.json");
    }
}
