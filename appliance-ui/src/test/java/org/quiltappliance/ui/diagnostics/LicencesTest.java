package org.quiltappliance.ui.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LicencesTest {

    private static final List<String> ONLY_FOR_TESTS = List.of(
            "junit",
            "opentest4j",
            "apiguardian",
            "testfx",
            "org.osgi.core", // of testfx
            "assertj",
            "awaitility",
            "hamcrest",
            "archunit",
            "greenmail");

    /** The libraries that the tests see, by the names of their files. */
    private static Stream<String> libraries() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(one -> one.contains("repository") && one.endsWith(".jar"))
                .map(one -> Path.of(one).getFileName().toString())
                .filter(name -> !name.startsWith("quilt-appliance") && !name.startsWith("appliance-"))
                .filter(name -> ONLY_FOR_TESTS.stream().noneMatch(name::startsWith));
    }

    @Test
    void everyLibraryIsNamed() {
        List<String> named = new Licences()
                .text()
                .lines()
                .filter(line -> line.contains(" – "))
                .map(line -> line.substring(0, line.indexOf(" – ")))
                .toList();

        assertThat(libraries()).isNotEmpty().allMatch(name -> named.stream().anyMatch(name::startsWith));
    }
}
