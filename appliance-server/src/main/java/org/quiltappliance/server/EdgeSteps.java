package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.PublicUrl;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.nodes.KeyMark;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.quiltappliance.server.trials.Trials;

/** The last steps of a start: open the ports, and prove that clients reach this registry through them. */
final class EdgeSteps {

    private final RunContext run;
    private final SettingsSteps settings;
    private final RunCertificate certificate;

    EdgeSteps(RunContext run, SettingsSteps settings, RunCertificate certificate) {
        this.run = run;
        this.settings = settings;
        this.certificate = certificate;
    }

    void listen(Progress progress) throws InterruptedException {
        var http = run.config().http();
        progress.detail("Ports " + http.registryPort() + " and " + http.catalogPort());
        try {
            run.registry().listen();
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof UnusableCertificate unusable) {
                throw new ProblemException(certificate.check().problem(unusable), failed);
            }
            // Somebody may have taken a port since it was looked at.
            settings.checkAgain(progress);
            throw failed;
        }
        progress.facts(facts -> facts.at(
                new Endpoints(http.registryUrl(), http.catalogUrl(), Reach.of(http), certificate.encryption())));
    }

    void selfCheck(Progress progress) throws IOException {
        proveUrls().forEach(progress::report);
        run.registry().selfCheck();
        run.registry().admit();
        var http = run.config().http();
        progress.facts(
                facts -> facts.with(Part.REGISTRY, run.up(http.registryUrl().toString()))
                        .with(Part.CATALOG, run.up(http.catalogUrl().toString()))
                        .with(Part.MAIL, mail()));
    }

    private Component mail() {
        return run.config()
                .mail()
                .smtp()
                .map(server -> run.up("Mails are sent through " + server.host() + "."))
                .orElseGet(() -> new Component(
                        Health.OFF,
                        "Mails are kept, not sent: mails list shows them.",
                        run.parts().clock().instant()));
    }

    /** @return notices, where an address could not be tried */
    List<Problem> proveUrls() throws IOException {
        var http = run.config().http();
        var registry = run.registry();
        var notices = new ArrayList<Problem>();
        prove(Settings.REGISTRY_PORT, Settings.REGISTRY_URL, http.registryUrl(), registry.registryAddress())
                .ifPresent(notices::add);
        prove(Settings.CATALOG_PORT, Settings.CATALOG_URL, http.catalogUrl(), registry.catalogAddress())
                .ifPresent(notices::add);
        return notices;
    }

    private Optional<Problem> prove(Setting port, Setting address, URI url, URI direct) throws IOException {
        return publicUrl(port, address, url, direct).prove(run.registry().boot());
    }

    /** Other addresses than those of the settings, to be tried. */
    Trials.PublicUrls publicUrls(URI forClients, URI forBrowsers) {
        var registry = run.registry();
        return new Trials.PublicUrls(
                publicUrl(Settings.REGISTRY_PORT, Settings.REGISTRY_URL, forClients, registry.registryAddress()),
                publicUrl(Settings.CATALOG_PORT, Settings.CATALOG_URL, forBrowsers, registry.catalogAddress()),
                registry.boot());
    }

    private PublicUrl publicUrl(Setting port, Setting address, URI url, URI direct) {
        Optional<KeyMark> nodes = Optional.of(run.config())
                .filter(settled -> settled.mode() == Mode.PERSISTENT)
                .map(settled -> new KeyMark(settled.secretKey()));
        return new PublicUrl(port.name(), address.name(), url, direct, run.problems(), certificate.trust(), nodes);
    }
}
