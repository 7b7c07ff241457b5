package org.quiltappliance.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.util.WaitForAsyncUtils;

/** What holds on every page in every state ({@code control-panel.md} UI-1, UI-3, UI-4, UI-5). */
class ScenesIT extends OnOneStage {

    private static final Map<Object, Findings> FOUND = new HashMap<>();

    static Stream<String> scenes() {
        return new Scenes(Texts.pseudo()).all().keySet().stream();
    }

    static Stream<Arguments> scenesInBothThemes() {
        return scenes().flatMap(name -> Stream.of(Theme.values()).map(theme -> Arguments.of(name, theme)));
    }

    /** What is wrong with a scene as it is drawn once. */
    private record Findings(List<String> cut, List<String> faint, List<String> nameless, List<String> stepsBack) {}

    private static Findings of(String name, Texts texts, Theme theme) {
        return FOUND.computeIfAbsent(
                List.of(name, texts.of("copy.copy"), theme),
                key -> WaitForAsyncUtils.waitForAsyncFx(PATIENCE, () -> {
                    var scene = new Scenes(texts).all().get(name);
                    var drawn = Drawn.in(stage, scene.get(), theme);
                    return new Findings(drawn.cutTexts(), drawn.faint(), drawn.nameless(), drawn.stepsBack());
                }));
    }

    private static Findings usual(String name, Theme theme) {
        return of(name, Texts.in(Locale.ENGLISH), theme);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("AT-39")
    void longTextsFit(String name) {
        assertThat(of(name, Texts.pseudo(), Theme.LIGHT).cut()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenesInBothThemes")
    @Tag("AT-39")
    void wordsAndShapesStandOut(String name, Theme theme) {
        assertThat(usual(name, theme).faint()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyControlHasAName(String name) {
        assertThat(usual(name, Theme.LIGHT).nameless()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void tabKeyGoesInTheDirectionOfReading(String name) {
        assertThat(usual(name, Theme.LIGHT).stepsBack()).isEmpty();
    }

    /** Of the packages that views share. */
    @Test
    void galleryHasEveryControl() throws IOException {
        var shown = WaitForAsyncUtils.waitForAsyncFx(PATIENCE, () -> {
            var all = new Scenes(Texts.pseudo()).all();
            return all.keySet().stream()
                    .filter(name -> name.startsWith("controls-"))
                    .flatMap(name -> Drawn.in(stage, all.get(name).get(), Theme.LIGHT).nodes().toList().stream())
                    .map(node -> node.getClass().getSimpleName())
                    .collect(Collectors.toSet());
        });

        assertThat(shown).containsAll(controls("controls")).containsAll(controls("dialogs"));
    }

    private static List<String> controls(String folder) throws IOException {
        try (var files = Files.list(Path.of("src/main/java/org/quiltappliance/ui", folder))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info") && isControl(folder, name))
                    .toList();
        }
    }

    private static boolean isControl(String folder, String name) {
        try {
            var type = Class.forName("org.quiltappliance.ui." + folder + "." + name);
            return Node.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException moved) {
            throw new AssertionError(moved);
        }
    }
}
