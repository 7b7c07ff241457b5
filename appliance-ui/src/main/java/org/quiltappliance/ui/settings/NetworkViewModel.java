package org.quiltappliance.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quiltappliance.server.NetworkService.Certificate;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.ui.text.Texts;

/** The addresses of this computer, and the certificate that both ports show. */
final class NetworkViewModel {

    private final SettingsViewModel.Surroundings around;
    private final ObservableList<LocalAddress> addresses = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Certificate>> certificate =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    NetworkViewModel(SettingsViewModel.Surroundings around) {
        this.around = around;
    }

    private record Found(List<LocalAddress> addresses, Optional<Certificate> certificate) {}

    /** Looks anew. */
    void refresh() {
        var appliance = around.appliance();
        around.tasks()
                .run(
                        () -> new Found(appliance.addresses(), appliance.certificate()),
                        found -> {
                            addresses.setAll(found.addresses());
                            certificate.set(found.certificate());
                        },
                        this::tell);
    }

    private void tell(Throwable failed) {
        around.said().accept(String.valueOf(failed.getMessage()));
    }

    void export(Path to) {
        around.tasks()
                .run(
                        () -> {
                            around.appliance().exportAuthority(to);
                            return to;
                        },
                        done -> around.said().accept(around.texts().of("settings.tls.exported", done)),
                        this::tell);
    }

    void renew() {
        around.tasks()
                .run(
                        around.appliance()::renewCertificate,
                        done -> {
                            around.said().accept(done);
                            refresh();
                        },
                        this::tell);
    }

    /** Those under which others reach this computer. */
    ObservableList<LocalAddress> addresses() {
        return addresses;
    }

    ReadOnlyObjectProperty<Optional<Certificate>> certificateProperty() {
        return certificate.getReadOnlyProperty();
    }

    /** What is to be known of it, one a line. */
    List<String> words(Certificate shown) {
        Texts texts = around.texts();
        if (!shown.trouble().isEmpty()) {
            return List.of(shown.trouble());
        }
        return shown.ends()
                .map(ends ->
                        List.of(texts.of("settings.tls.ends", texts.formats().stamp(ends))))
                .orElseGet(() -> List.of(texts.of("settings.tls.unmade")));
    }
}
