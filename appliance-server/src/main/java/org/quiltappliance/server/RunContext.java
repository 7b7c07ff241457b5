package org.quiltappliance.server;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.backup.BackupSchedule;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problems;

/** What the steps of one run hand on to each other: the settings once they are checked, the registry once it is made. */
final class RunContext {

    /**
     * What all runs of one process share, and what is special about this one.
     *
     * @param readOnly whether it is started although data may be missing, and nobody may change anything
     */
    record Surroundings(
            SettingsSource source, EarlierRun earlier, ServiceParts parts, Problems problems, boolean readOnly) {

        Surroundings(SettingsSource source, EarlierRun earlier, ServiceParts parts, Problems problems) {
            this(source, earlier, parts, problems, false);
        }
    }

    private final Surroundings around;
    private final DataProblems dataProblems;
    private volatile @Nullable ApplianceConfig config;
    private volatile @Nullable Registry registry;
    private volatile @Nullable EngineLook engine;

    RunContext(Surroundings around) {
        this.around = around;
        this.dataProblems = new DataProblems(around.parts().clock());
    }

    SettingsSource source() {
        return around.source();
    }

    EarlierRun earlier() {
        return around.earlier();
    }

    /** Whether it goes on although objects are missing, without letting anybody change anything. */
    boolean isReadOnly() {
        return around.readOnly();
    }

    ServiceParts parts() {
        return around.parts();
    }

    Problems problems() {
        return around.problems();
    }

    DataProblems dataProblems() {
        return dataProblems;
    }

    ApplianceConfig config() {
        ApplianceConfig known = config;
        if (known == null) {
            throw new IllegalStateException("The settings have not been checked yet");
        }
        return known;
    }

    /** Called again when it is known where the data really is. */
    void settle(ApplianceConfig settled) {
        config = settled;
    }

    EngineLook newLook() {
        var look = new EngineLook(config(), source().home(), parts().redaction(), parts().clock(), parts().engines());
        return isReadOnly() ? look.withoutMissingFiles() : look;
    }

    /** A look for the engine that the steps of this start share. */
    EngineLook lookForEngine() {
        var look = newLook();
        engine = look;
        return look;
    }

    /** The connection of that look, for whoever closes it. */
    Backing connect() throws IOException {
        EngineLook look = engine;
        return look == null ? newLook().take() : look.take();
    }

    /** Ends the look, unless its connection was taken over. */
    void closeLook() {
        EngineLook look = engine;
        if (look != null) {
            look.close();
        }
    }

    Registry registry() {
        Registry made = registry;
        if (made == null) {
            throw new IllegalStateException("The registry has not been made yet");
        }
        return made;
    }

    /** Once it has been made. */
    Optional<Registry> registryIfMade() {
        return Optional.ofNullable(registry);
    }

    Registry makeRegistry() {
        var made = parts().factory().apply(config());
        made.tellOfBackups(this::backups);
        registry = made;
        return made;
    }

    /** As the settings are whenever somebody asks. */
    private BackupState backups() {
        var wanted = DataAccess.present(config(), source()).backup();
        var instance = new DataAccess.Named(source()).instance();
        boolean kept = config().mode() == Mode.PERSISTENT;
        return new Backups(wanted.folder(), parts().clock())
                .state(
                        BackupSchedule.of(wanted, ZoneId.systemDefault()),
                        instance.id(),
                        kept ? Optional.of(instance.created()) : Optional.empty());
    }

    void closeRegistry() {
        Registry open = registry;
        if (open != null) {
            open.close();
        }
    }

    Component up(String detail) {
        return new Component(Health.UP, detail, parts().clock().instant());
    }
}
