package org.quiltappliance.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What holds on every page in every state ({@code control-panel.md} UI-1, UI-3, UI-4, UI-5). */
class ScenesIT {

    private static Stage stage;

    @BeforeAll
    static void openWindow() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(10_000, Theme::loadFonts);
    }

    @AfterAll
    static void closeWindow() throws Exception {
        FxToolkit.cleanupStages();
    }

    static Stream<String> scenes() {
        return new Scenes(Texts.pseudo()).all().keySet().stream();
    }

    static Stream<Arguments> scenesInBothThemes() {
        return scenes().flatMap(name -> Stream.of(Theme.values()).map(theme -> Arguments.of(name, theme)));
    }

    private static List<String> found(String name, Texts texts, Theme theme, Function<Drawn, List<String>> look) {
        return WaitForAsyncUtils.waitForAsyncFx(
                30_000,
                () -> look.apply(
                        Drawn.in(stage, new Scenes(texts).all().get(name).get(), theme)));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("AT-39")
    void longTextsFit(String name) {
        assertThat(found(name, Texts.pseudo(), Theme.LIGHT, Drawn::cutTexts)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenesInBothThemes")
    @Tag("AT-39")
    void wordsAndShapesStandOut(String name, Theme theme) {
        assertThat(found(name, Texts.in(Locale.ENGLISH), theme, Drawn::faint)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyControlHasAName(String name) {
        assertThat(found(name, Texts.in(Locale.ENGLISH), Theme.LIGHT, Drawn::nameless))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void tabKeyGoesInTheDirectionOfReading(String name) {
        assertThat(found(name, Texts.in(Locale.ENGLISH), Theme.LIGHT, Drawn::stepsBack))
                .isEmpty();
    }
}
