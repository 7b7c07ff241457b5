package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every scenario has its test, and the page about them is true. With {@code -Dacceptance.write=true} it is made anew. */
class ScenariosTest {

    private static final Path PAGE = Path.of("../docs/acceptance.md");
    private static final String ID = "AT-\\d\\d";

    private static final String SERVER = "org.quiltappliance.server";
    private static final String WINDOW = "org.quiltappliance.ui";

    private static List<JavaMethod> tagged = List.of();

    /** Without the classes that these tests use, which say nothing of tags and are many. */
    @BeforeAll
    static void findTaggedTests() {
        tagged = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ScenariosTest::isOfTests).importPackages(SERVER, WINDOW).stream()
                            .flatMap(type -> type.getMethods().stream())
                            .filter(method -> !ids(method).isEmpty())
                            .toList();
        });
    }

    /** Those of the server are an archive once they are packaged. */
    private static boolean isOfTests(Location location) {
        return location.contains("/test-classes/") || location.contains("-tests.jar");
    }

    private static List<String> ids(JavaMethod method) {
        return Stream.concat(
                        method.tryGetAnnotationOfType(Tag.class).stream(),
                        method.tryGetAnnotationOfType(Tags.class).stream().flatMap(many -> Stream.of(many.value())))
                .map(Tag::value)
                .filter(tag -> tag.matches(ID))
                .toList();
    }

    /** The names of all tests, by scenario. */
    private static SortedMap<String, SortedSet<String>> tests() {
        return testsIn("org.quiltappliance");
    }

    private static SortedMap<String, SortedSet<String>> testsIn(String root) {
        var tests = new TreeMap<String, SortedSet<String>>();
        tagged.stream()
                .filter(method -> method.getOwner().getPackageName().startsWith(root))
                .forEach(method -> ids(method)
                        .forEach(id -> tests.computeIfAbsent(id, added -> new TreeSet<>())
                                .add(method.getOwner().getSimpleName() + "." + method.getName())));
        return tests;
    }

    @Test
    void everyScenarioHasATest() {
        var missing = new TreeSet<>(Scenarios.WITHOUT_A_WINDOW.keySet());
        missing.removeAll(tests().keySet());

        assertThat(missing).as("scenarios without a test that is tagged so").isEmpty();
    }

    @Test
    void tagsNameScenariosAndStandOnTestsThatRun() {
        assertThat(Scenarios.WITHOUT_A_WINDOW.keySet())
                .containsAll(testsIn(SERVER).keySet());
        assertThat(Stream.of(Scenarios.WITHOUT_A_WINDOW, Scenarios.OF_THE_WINDOW)
                        .flatMap(all -> all.keySet().stream()))
                .containsAll(tests().keySet());
        assertThat(tagged)
                .allMatch(
                        method -> method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class))
                .noneMatch(method -> method.isAnnotatedWith(Disabled.class)
                        || method.getOwner().isAnnotatedWith(Disabled.class));
    }

    @Test
    void pageSaysWhatTheTagsSay() throws IOException {
        String made = page();
        if (Boolean.getBoolean("acceptance.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(PAGE).as("make it anew with -Dacceptance.write=true").hasContent(made);
    }

    private static String page() {
        var page = new StringBuilder("""
                # Acceptance

                The scenarios that Quilt Appliance is accepted by, and the tests that show them from beginning to end. Made from
                `Scenarios.java` and the tags of the tests; a test fails when the two differ from this page.

                A tag runs the tests of one scenario: `mvn verify -pl appliance-server,appliance-ui -am -Dgroups=AT-05`. Names that
                end in `Contract` run once for each kind of database or storage.

                | id | shows | tests |
                |---|---|---|
                """);
        var tests = tests();
        Scenarios.WITHOUT_A_WINDOW.forEach((id, shows) ->
                page.append(row(id, shows, names(tests.getOrDefault(id, Collections.emptySortedSet())))));
        page.append("""

                ## Of the control panel

                These need its window, and are shown by its tests.

                | id | shows | tests |
                |---|---|---|
                """);
        var ofTheWindow = testsIn(WINDOW);
        Scenarios.OF_THE_WINDOW.forEach((id, shows) ->
                page.append(row(id, shows, names(ofTheWindow.getOrDefault(id, Collections.emptySortedSet())))));
        return page.toString();
    }

    private static String names(SortedSet<String> tests) {
        return tests.isEmpty() ? "none yet" : "`" + String.join("`<br>`", tests) + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
