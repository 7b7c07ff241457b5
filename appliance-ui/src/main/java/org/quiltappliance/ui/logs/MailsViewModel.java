package org.quiltappliance.ui.logs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** The mails that the registry wrote, to be read where nobody gets them ({@code control-panel.md} 13.6). */
public final class MailsViewModel {

    /** A piece of a text. @param link whether it is an address to be opened */
    record Piece(String text, boolean link) {}

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;)]");

    private final LogsAppliance appliance;
    private final Tasks tasks;
    private final Texts texts;
    private final ObservableList<OutboxMail> mails = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable OutboxMail> selected = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Loading loading;

    MailsViewModel(LogsAppliance appliance, Tasks tasks, Texts texts) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.texts = texts;
        this.loading = new Loading(tasks);
    }

    /** Reads them anew. */
    void refresh() {
        loading.begin();
        tasks.run(appliance::mails, this::show, failed -> {
            loading.end();
            mails.clear();
            selected.set(null);
            problem.set(texts.of("logs.mails.unreadable", failed.getMessage()));
        });
    }

    private void show(List<OutboxMail> found) {
        loading.came();
        problem.set("");
        OutboxMail before = selected.get();
        if (!ids(mails).equals(ids(found))) {
            mails.setAll(found);
        }
        selected.set(found.stream()
                .filter(mail -> before != null && mail.id() == before.id())
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElse(null));
    }

    private static List<Long> ids(List<OutboxMail> some) {
        return some.stream().map(OutboxMail::id).toList();
    }

    String time(OutboxMail mail) {
        return texts.formats().stamp(mail.created());
    }

    String recipients(OutboxMail mail) {
        return String.join(", ", mail.recipients());
    }

    String state(OutboxMail mail) {
        return mail.problem()
                .map(reason -> texts.of("logs.mail.state.reason", texts.of("logs.mail.state." + mail.state()), reason))
                .orElse(texts.of("logs.mail.state." + mail.state()));
    }

    /** The text, with its addresses apart. */
    static List<Piece> pieces(OutboxMail mail) {
        String text = mail.text().strip();
        var pieces = Stream.<Piece>builder();
        int end = 0;
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            if (links.start() > end) {
                pieces.add(new Piece(text.substring(end, links.start()), false));
            }
            pieces.add(new Piece(links.group(), true));
            end = links.end();
        }
        if (end < text.length()) {
            pieces.add(new Piece(text.substring(end), false));
        }
        return pieces.build().toList();
    }

    ObservableList<OutboxMail> mails() {
        return mails;
    }

    ObjectProperty<@Nullable OutboxMail> selectedProperty() {
        return selected;
    }

    /** Whether the list is on its way for the first time. */
    Loading loading() {
        return loading;
    }

    /** Why there is no list; empty when there is one. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
