package org.quiltappliance.ui.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.text.Texts;

/** Who may reach the registry from now on. */
public final class ShareForm implements Dialog.Content {

    static final String HERE = "127.0.0.1";

    /**
     * One of the ways.
     *
     * @param address to listen on
     * @param label for people
     * @param possible whether it can be chosen
     */
    public record Way(String address, String label, boolean possible) {}

    private final Sharing sharing;
    private final Texts texts;
    private final ObjectProperty<String> chosen;

    ShareForm(Sharing sharing, Texts texts) {
        this.sharing = sharing;
        this.texts = texts;
        this.chosen = new SimpleObjectProperty<>(sharing.bind());
    }

    public List<Way> ways() {
        boolean free = sharing.refusal().isEmpty();
        var ways = new ArrayList<Way>();
        ways.add(new Way(HERE, texts.of("share.here"), true));
        for (Sharing.Address one : sharing.addresses()) {
            ways.add(new Way(one.address(), texts.of("share.address", one.address(), one.network()), free));
        }
        if (sharing.offersEverywhere()) {
            ways.add(new Way(Sharing.EVERYWHERE, texts.of("share.everywhere"), free));
        }
        if (ways.stream().noneMatch(way -> way.address().equals(sharing.bind()))) {
            ways.add(new Way(sharing.bind(), texts.of("share.gone", sharing.bind()), false));
        }
        return ways;
    }

    /** The address to listen on. */
    public ObjectProperty<String> chosenProperty() {
        return chosen;
    }

    /** Why it cannot be shared now. */
    public Optional<String> refusal() {
        return sharing.refusal();
    }

    /** What people should know before they share it. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (sharing.refusal().isEmpty() && !sharing.encrypted()) {
            warnings.add(texts.of("share.open"));
        }
        if (sharing.refusal().isEmpty() && sharing.closesSignUp()) {
            warnings.add(texts.of("share.no-sign-up"));
        }
        return warnings;
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> !chosen.get().equals(sharing.bind())
                        && ways().stream()
                                .anyMatch(way -> way.possible() && way.address().equals(chosen.get())),
                chosen);
    }
}
