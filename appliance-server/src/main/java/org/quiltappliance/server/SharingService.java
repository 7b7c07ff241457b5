package org.quiltappliance.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Fix;

/** Lets others reach the registry, or nobody but this computer any more ({@code control-panel.md} SE-3). */
public final class SharingService {

    private final DataAccess access;
    private final Fixes fixes;

    SharingService(DataAccess access, Fixes fixes) {
        this.access = access;
        this.fixes = fixes;
    }

    /** How it is and could be. Asks settings, networks and, while the registry runs, its accounts. */
    public Sharing look() {
        EffectiveSettings settings = read();
        ApplianceConfig config = access.config();
        return new Sharing(
                settings.value(Settings.BIND).text(),
                config.http().isShared(),
                isNamed(config, settings),
                Reach.addresses().stream()
                        .map(found -> new Sharing.Address(found.address(), found.network()))
                        .toList(),
                refusal(config, settings),
                !(config.http().tls() instanceof TlsConfig.Off),
                config.mail().smtp().isEmpty()
                        && settings.value(Settings.NO_SIGNUP).source() == Source.DEFAULT);
    }

    /** Clients follow links to the registry's public address, so that must mean this computer to others as well. */
    private static boolean isNamed(ApplianceConfig config, EffectiveSettings settings) {
        String host = String.valueOf(config.http().registryUrl().getHost());
        return !settings.value(Settings.REGISTRY_URL).text().isEmpty()
                && !host.equals("localhost")
                && !host.startsWith("127.")
                && !host.equals("[::1]");
    }

    private EffectiveSettings read() {
        try {
            return access.source().read();
        } catch (IOException unreadable) {
            throw new Unavailable("The settings cannot be read: " + Reasons.of(unreadable), unreadable);
        }
    }

    private Optional<String> refusal(ApplianceConfig config, EffectiveSettings settings) {
        var source = settings.value(Settings.BIND).source();
        if (source.isAboveFiles()) {
            return Optional.of(
                    Settings.BIND.name() + " is set by the " + source.label() + ". Change it there, and start again.");
        }
        if (config.mode() == Mode.TEST) {
            return Optional.of("A registry in test mode has an administrator whose password everybody knows, and is not"
                    + " shared. Switch to persistent mode first.");
        }
        if (access.running() instanceof DataAccess.Running.Up up) {
            List<String> users = up.plan().registry().administratorsWithTestPassword();
            if (!users.isEmpty()) {
                return Optional.of(String.join(", ", users) + " still has the password of the test mode, which"
                        + " everybody knows. Change it on page Users first.");
            }
        }
        return Optional.empty();
    }

    /**
     * Listens on that address from now on; a registry that runs starts anew.
     *
     * @param address one of {@link Sharing#addresses()}, {@link Sharing#EVERYWHERE}, or of loopback for this computer only
     * @throws Conflict with the reason when it cannot be shared
     */
    public Task<FixResult> share(String address) {
        if (address.equals("127.0.0.1")) {
            return fixes.apply(new Fix.UseThisComputerOnly(Settings.BIND.name()), Optional.empty());
        }
        Sharing now = look();
        now.refusal().ifPresent(reason -> {
            throw new Conflict(reason);
        });
        if (address.equals(Sharing.EVERYWHERE) && !now.offersEverywhere()) {
            throw new Conflict("Links would lead others to localhost. Set " + Settings.REGISTRY_URL.name() + " and "
                    + Settings.CATALOG_URL.name()
                    + " to a name that means this computer to them, or choose one address.");
        }
        return fixes.apply(new Fix.UseAddress(Settings.BIND.name(), address), Optional.empty());
    }
}
