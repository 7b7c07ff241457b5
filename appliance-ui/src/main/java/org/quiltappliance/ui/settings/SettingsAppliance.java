package org.quiltappliance.ui.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.server.NetworkService;
import org.quiltappliance.server.TrialService;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;

/** What page Settings asks of the appliance. Nothing of it belongs on the JavaFX thread but where it says so. */
public interface SettingsAppliance {

    /** What holds now. */
    EffectiveSettings read() throws IOException;

    /** What would be wrong with these and was not before. @param wanted nothing for what is to be forgotten */
    List<SettingProblem> problems(Map<String, Optional<String>> wanted) throws IOException;

    /** Writes values down, or forgets them; all or nothing. */
    void change(Map<String, Optional<String>> wanted) throws IOException;

    /** A test that is under way. */
    interface Testing {

        CompletionStage<TrialReport> result();

        /** Gives it up; on any thread. */
        void cancel();
    }

    /** Tries settings that are not saved. @param told hears of each stage, on the JavaFX thread */
    Testing test(TrialService.Request request, Consumer<TrialStage> told) throws IOException;

    /** Whether a port can be used. @param other that is not proposed instead */
    PortLook port(String bind, int port, int other);

    /** Under which others can reach this computer. */
    List<LocalAddress> addresses();

    /** What both ports show; nothing when they are not encrypted. */
    Optional<NetworkService.Certificate> certificate();

    /** Writes the file that clients need. */
    void exportAuthority(Path to) throws IOException;

    /** Makes the certificate anew, or takes the newer one. @return a sentence for people */
    String renewCertificate();

    /** What moving the data to these places would mean, in sentences. Ends exceptionally when they cannot be moved. */
    CompletionStage<List<String>> planMove(Map<String, String> settings);

    /** Moves them. The settings follow. */
    CompletionStage<?> move(Map<String, String> settings);

    /** Reads the settings of an original registry, and changes nothing. */
    SettingsImport readImport(Path file) throws IOException;

    /** Writes them down. */
    void adopt(SettingsImport settings) throws IOException;

    /** What another secret key means, in a sentence. */
    String effectOfNewKey();

    /** Makes another secret key. */
    CompletionStage<?> newKey();
}
