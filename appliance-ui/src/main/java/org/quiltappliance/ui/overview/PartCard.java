package org.quiltappliance.ui.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.text.Texts;

/** What is known of a part, kept up to date while somebody looks at it. */
public final class PartCard implements Dialog.Content {

    /** @param id of what is told, for tests @param value as it can be copied */
    public record Fact(String id, String name, String value) {}

    private final ReadOnlyObjectWrapper<PartReport> report;
    private final Texts texts;
    private boolean watched = true;

    PartCard(PartReport first, Texts texts) {
        this.report = new ReadOnlyObjectWrapper<>(first);
        this.texts = texts;
    }

    @Override
    public boolean asks() {
        return false;
    }

    /** Whether somebody still looks at it. */
    public void setWatched(boolean seen) {
        watched = seen;
    }

    boolean isWatched() {
        return watched;
    }

    void show(PartReport newer) {
        report.set(newer);
    }

    ReadOnlyObjectProperty<PartReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    public ObservableValue<Health> health() {
        return report.map(now -> now.component().health());
    }

    /** Line by line, without what nobody knows. */
    public ObservableValue<List<Fact>> facts() {
        return report.map(this::facts);
    }

    private List<Fact> facts(PartReport now) {
        var facts = new ArrayList<Fact>();
        var formats = texts.formats();
        add(facts, "state", texts.of("health." + now.component().health()));
        add(facts, "about", now.component().detail());
        now.endpoint().ifPresent(where -> add(facts, "endpoint", where));
        now.version().ifPresent(version -> add(facts, "version", version));
        if (now.component().health() != Health.OFF) {
            add(facts, "since", formats.moment(now.component().since()));
        }
        now.lookedAt().ifPresent(when -> add(facts, "looked", formats.exactMoment(when)));
        add(facts, "trouble", now.lastTrouble().map(this::words).orElse(texts.of("overview.card.no-trouble")));
        return facts;
    }

    private String words(Problem trouble) {
        return texts.of(
                "overview.card.trouble.at",
                texts.formats().moment(trouble.since()),
                trouble.title(),
                trouble.message());
    }

    private void add(List<Fact> facts, String what, @Nullable String value) {
        Optional.ofNullable(value)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> facts.add(new Fact("ov-card-" + what, texts.of("overview.card." + what), text)));
    }
}
