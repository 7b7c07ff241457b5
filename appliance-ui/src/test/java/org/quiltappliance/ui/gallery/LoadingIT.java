package org.quiltappliance.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.testing.SlowTasks;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.util.WaitForAsyncUtils;

/** What every page shows whose content takes long to come ({@code control-panel.md} UI-8). */
class LoadingIT extends OnOneStage {

    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

    static Stream<String> pages() {
        return new LoadingScenes(TEXTS).pages().keySet().stream();
    }

    /** @param hidden what is kept free for the content, below each outline */
    private record Seen(int outlines, int hidden) {}

    private static Seen look(Drawn drawn) {
        List<Node> outlines = drawn.nodes()
                .flatMap(node -> node.lookupAll(".skeleton").stream())
                .distinct()
                .filter(outline -> isVisible(outline.getParent()))
                .toList();
        long shown = outlines.stream().filter(LoadingIT::isVisible).count();
        long hidden = outlines.stream()
                .map(outline -> outline.getParent().getChildrenUnmodifiable().get(0))
                .filter(content -> !content.isVisible())
                .count();
        return new Seen((int) shown, (int) hidden);
    }

    private static boolean isVisible(Node node) {
        return Stream.iterate(node, one -> one != null, one -> (Node) one.getParent())
                .allMatch(Node::isVisible);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void outlineIsThereOnlyWhenItTakesLongAndGivesWayToTheContent(String name) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE, () -> {
            var tasks = new SlowTasks();
            var drawn =
                    Drawn.in(stage, new LoadingScenes(TEXTS).pages().get(name).apply(tasks), Theme.LIGHT);
            Seen first = look(drawn);
            assertThat(first.outlines()).as("outlines at first").isZero();
            assertThat(first.hidden()).as("contents that nothing is known of").isPositive();

            tasks.pass(Loading.PATIENCE.minus(Duration.ofMillis(1)));
            assertThat(look(drawn).outlines()).as("outlines before the time").isZero();

            tasks.pass(Duration.ofMillis(1));
            assertThat(look(drawn)).isEqualTo(new Seen(first.hidden(), first.hidden()));

            tasks.finish();
            assertThat(look(drawn)).as("when the content is there").isEqualTo(new Seen(0, 0));
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void outlineSaysToScreenReadersWhatItIs(String name) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE, () -> {
            var drawn =
                    Drawn.in(stage, new LoadingScenes(TEXTS).pages().get(name).apply(SlowTasks.late()), Theme.LIGHT);
            assertThat(drawn.nodes().filter(Skeleton.class::isInstance))
                    .isNotEmpty()
                    .allMatch(outline -> TEXTS.of("loading").equals(outline.getAccessibleText()));
            return true;
        });
    }
}
