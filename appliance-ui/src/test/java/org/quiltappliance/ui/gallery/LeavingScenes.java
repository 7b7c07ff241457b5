package org.quiltappliance.ui.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.exit.ExitAppliance;
import org.quiltappliance.ui.exit.Guests;
import org.quiltappliance.ui.exit.Leaving;
import org.quiltappliance.ui.mode.ModeAppliance;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

/** What is asked before the registry stops or the window goes. */
final class LeavingScenes {

    private static final List<CheckResult> FIT = List.of(
            good("PF-1", "Home folder", "The folder /home/ana/.quilt-appliance can be written."),
            good("PF-5", "Disk", "184320 MB free for /home/ana/.quilt-appliance. 184320 MB free for /var/lib/docker."),
            good("PF-D1", "Container engine", "Docker 27.3.1 at /var/run/docker.sock."),
            good("PF-D3", "Kind of containers", "linux, amd64."),
            new CheckResult(
                    "PF-D4", "Images", CheckResult.Outcome.WARN, "212 MB will be downloaded.", Optional.empty()),
            good("PF-D5", "Volumes", "None yet."));
    private static final List<CheckResult> UNFIT = List.of(
            good("PF-1", "Home folder", "The folder /home/ana/.quilt-appliance can be written."),
            new CheckResult(
                    "PF-D1",
                    "Container engine",
                    CheckResult.Outcome.FAIL,
                    "",
                    Optional.of(Snapshots.problem(
                            ProblemCode.DOCKER_NOT_RUNNING,
                            "Docker is installed but does not run",
                            "Nothing answers at /var/run/docker.sock. Test mode goes on without it.",
                            List.of(new Fix.ReadHelp(Fix.ReadHelp.Topic.START_DOCKER), new Fix.UseOwnServices())))));

    private final Texts texts;
    private final OverviewScenes pages;

    LeavingScenes(Texts texts) {
        this.texts = texts;
        this.pages = new OverviewScenes(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("dialog-stop", this::stopQuestion);
        all.put("dialog-carry-over", () -> toPersistent(Optional.of(Snapshots.SOME), FIT));
        all.put("dialog-persistent", () -> toPersistent(Optional.empty(), FIT));
        all.put("dialog-persistent-unfit", () -> toPersistent(Optional.of(Snapshots.SOME), UNFIT));
        all.put("dialog-close", () -> leaving(Leaving::close));
        all.put("dialog-quit", () -> leaving(Leaving::quit));
        all.put("dialog-waiting", this::waiting);
        return all;
    }

    private Parent stopQuestion() {
        var layer = pages.shown(Snapshots.running().with(Snapshots.SOME));
        new StopQuestion(new FullTestMode(FIT), new DirectTasks(), layer, texts, () -> {}, layer::say).stop();
        return layer;
    }

    private static CheckResult good(String id, String label, String detail) {
        return new CheckResult(id, label, CheckResult.Outcome.OK, detail, Optional.empty());
    }

    private Parent toPersistent(Optional<StoredCounts> held, List<CheckResult> found) {
        var layer = pages.shown(Snapshots.running().with(Snapshots.SOME));
        new ModeSwitch(new FullTestMode(found), new DirectTasks(), layer, texts, fix -> {}, layer::say)
                .toPersistent(held);
        return layer;
    }

    private Parent leaving(Consumer<Leaving> way) {
        var layer = pages.shown(Snapshots.persistent());
        var question = new StopQuestion(new FullTestMode(FIT), new DirectTasks(), layer, texts, () -> {}, layer::say);
        way.accept(new Leaving(
                new BusyRegistry(),
                new DirectTasks(),
                layer,
                texts,
                question,
                new Leaving.Ways(() -> {}, () -> {}, () -> true),
                layer::say));
        return layer;
    }

    private Parent waiting() {
        var layer = pages.shown(Snapshots.persistent());
        layer.show(new Dialog(
                texts.of("exit.waiting.title"),
                texts.of("exit.waiting.text", texts.formats().timeOfDay(Snapshots.NOON)),
                Dialog.Content.NONE,
                List.of(new Dialog.Answer(
                        "dlg-quit-now", texts.of("exit.waiting.now"), Dialog.Weight.PLAIN, () -> {}))));
        return layer;
    }

    private record FullTestMode(List<CheckResult> found) implements ModeAppliance {

        @Override
        public CompletionStage<List<CheckResult>> check(boolean carried) {
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public Optional<StoredCounts> wouldBeLost() {
            return Optional.of(Snapshots.SOME);
        }

        @Override
        public CompletionStage<?> stop() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> backUp() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> carryOver(String password) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> turnTo(Mode mode) {
            return new CompletableFuture<>();
        }
    }

    private static final class BusyRegistry implements ExitAppliance {
        @Override
        public ApplianceState state() {
            return ApplianceState.RUNNING;
        }

        @Override
        public PanelConfig panel() {
            return PanelConfig.standard();
        }

        @Override
        public void remember(PanelConfig.OnClose meaning) {
            // Asks the next time, too.
        }

        @Override
        public Guests guests() {
            return new Guests(2, 1);
        }

        @Override
        public Waiting stopWhenIdle(Duration most) {
            return new Patience(Snapshots.NOON.plus(most));
        }
    }

    /** Requests that do not end. */
    private record Patience(Instant end) implements ExitAppliance.Waiting {
        @Override
        public void now() {
            // They go on.
        }

        @Override
        public void cancel() {
            // They go on.
        }

        @Override
        public CompletionStage<Outcome> result() {
            return new CompletableFuture<>();
        }
    }
}
