package org.quiltappliance.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;

/** What somebody needs to know once the registry runs. */
final class ReadyText {

    private ReadyText() {}

    static List<String> of(ApplianceSnapshot snapshot) {
        var lines = new ArrayList<String>();
        snapshot.endpoints().ifPresent(endpoints -> {
            lines.add("");
            lines.add("Quilt Appliance is ready. " + endpoints.reach() + ".");
            lines.add("");
            lines.add("  Registry   " + endpoints.registry());
            lines.add("  Catalog    " + endpoints.catalog());
            if (snapshot.mode() == Mode.TEST) {
                lines.add("  Sign in    admin, password quilt");
            }
            lines.add("");
            lines.add("  Clients    quilt config, and enter " + endpoints.registry());
            String trust = endpoints
                    .encryption()
                    .flatMap(Endpoints.Encryption::authority)
                    .map(file -> "REQUESTS_CA_BUNDLE=" + file + " ")
                    .orElse("");
            lines.add("             " + trust + "quilt login");
            endpoints.encryption().ifPresent(encryption -> {
                lines.add("");
                lines.add("  SHA-256    " + encryption.fingerprint());
            });
            lines.add("");
            lines.add("Data: " + snapshot.location());
            lines.add("Stop with Ctrl+C.");
        });
        return lines;
    }
}
