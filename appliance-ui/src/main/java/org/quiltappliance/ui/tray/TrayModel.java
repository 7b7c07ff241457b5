package org.quiltappliance.ui.tray;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.text.Texts;

/**
 * What the tray shows of the appliance, and what it tells ({@code control-panel.md} TR-2): trouble, its end, and nothing
 * that goes as it should.
 */
public final class TrayModel {

    /** Something worth a notification. */
    public record Notice(String title, String text) {}

    private final Texts texts;
    private final BooleanSupplier wanted;
    private final Consumer<Notice> notices;
    private boolean overdue;
    private Optional<ApplianceState> trouble = Optional.empty();

    /** @param wanted whether people want to be told */
    public TrayModel(Texts texts, BooleanSupplier wanted, Consumer<Notice> notices) {
        this.texts = texts;
        this.wanted = wanted;
        this.notices = notices;
    }

    /** How it looks now; tells what is new. To be called with each snapshot in turn. */
    public TrayLook look(ApplianceSnapshot now) {
        tellNews(now);
        tellOverdue(now);
        String state = texts.of("state." + now.state());
        String mode = now.mode() == Mode.TEST ? texts.of("tray.test") : texts.of("mode." + now.mode());
        String tooltip = now.endpoints()
                .map(Endpoints::reach)
                .map(reach -> texts.of("tray.tooltip.reach", state, mode, reach))
                .orElseGet(() -> texts.of("tray.tooltip", state, mode));
        return new TrayLook(
                now.state(),
                tooltip,
                texts.of("tray.line", now.headline(), mode),
                texts.of(now.state().isUp() || now.state() == ApplianceState.STARTING ? "tray.stop" : "tray.start"),
                now.state().isUp(),
                new TrayLook.Words(
                        texts.of("tray.panel"),
                        texts.of("tray.catalog"),
                        texts.of("tray.copy"),
                        texts.of("tray.backup"),
                        texts.of("tray.quit")));
    }

    private void tellNews(ApplianceSnapshot now) {
        switch (now.state()) {
            case DEGRADED -> turnedBad(now, "tray.degraded", worst(now));
            case FAILED -> turnedBad(now, "tray.failed", now.headline());
            case RUNNING -> {
                if (trouble.isPresent()) {
                    trouble = Optional.empty();
                    tell(texts.of("tray.recovered"), now.instanceName());
                }
            }
            default -> {}
        }
    }

    private void tellOverdue(ApplianceSnapshot now) {
        boolean is = now.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.BACKUP_OVERDUE);
        if (is && !overdue) {
            tell(texts.of("tray.backup.overdue"), now.instanceName());
        }
        overdue = is;
    }

    private void turnedBad(ApplianceSnapshot now, String title, String text) {
        if (!trouble.equals(Optional.of(now.state()))) {
            trouble = Optional.of(now.state());
            tell(texts.of(title), text);
        }
    }

    private static String worst(ApplianceSnapshot now) {
        return now.problems().stream()
                .filter(problem -> problem.isBlocking())
                .findFirst()
                .map(problem -> problem.title())
                .orElse(now.headline());
    }

    private void tell(String title, String text) {
        if (wanted.getAsBoolean()) {
            notices.accept(new Notice(title, text));
        }
    }
}
