package org.quiltappliance.ui.wizard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.FirstRun;
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;

/** What setting up asks of the appliance. */
public interface WizardAppliance {

    /** Why it cannot be set up now, in a sentence; empty when it can. */
    Optional<String> obstacle() throws IOException;

    /** The networks on which others could reach this computer. */
    List<FirstRun.Network> networks();

    /** A password that nobody can guess. At once. */
    String password();

    /** Where backups are kept unless another folder is named. */
    Path backups();

    /** The same for objects in a folder. */
    Path objects();

    /** Looks at the computer as a start with these choices would. */
    CompletionStage<List<CheckResult>> check(Setup setup);

    /** Of that only what concerns the place of the data. */
    CompletionStage<List<CheckResult>> checkPlace(Setup setup);

    /** Whether {@link #apply} does it. */
    boolean canApply(Fix fix);

    /** Does it for these choices. @return what was done, in a sentence */
    CompletionStage<String> apply(Setup setup, Fix fix, Optional<String> answer);

    /** What a settings file of an original registry says. */
    SettingsImport read(Path file) throws IOException;

    /** Settles for the test mode, and starts. */
    CompletionStage<Outcome> tryOut() throws IOException;

    /** Writes down what was chosen, and starts. */
    CompletionStage<Outcome> begin(Setup setup, Optional<SettingsImport> imported, Optional<Path> backup)
            throws IOException;
}
