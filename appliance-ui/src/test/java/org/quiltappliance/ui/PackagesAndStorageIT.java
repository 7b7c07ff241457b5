package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.ui.testing.Window;

/** What an administrator sees and does of packages that clients pushed, in a real window over a real registry. */
class PackagesAndStorageIT {

    private static final String ONLY_HERE = "what only this package holds\n";

    @TempDir
    Path home;

    private static Window started(Path home) throws Exception {
        var window = Window.open(home, Map.of("ALLOW_ANONYMOUS_ACCESS", "true"));
        window.awaitText("state-word", "Stopped");
        window.click("primary-action");
        window.awaitText("state-word", "Running");
        window.awaitThat(
                "the address is shown", () -> window.text("ov-registry-url").startsWith("http://"));
        return window;
    }

    private static RegistryClient admin(Window window) {
        var endpoints = window.appliance().service().snapshot().endpoints().orElseThrow();
        return new RegistryClient(endpoints.registry()).signedIn("admin", "quilt");
    }

    /** The file of the object with that content. */
    private Path object(String content) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("test"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, content))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean holds(Path file, String content) {
        try {
            return Files.size(file) == content.length()
                    && Files.readString(file).equals(content);
        } catch (IOException notText) {
            return false;
        }
    }

    @Test
    void packagesAreFoundVerifiedDeletedAndTheirFilesCleanedUp() throws Exception {
        try (var window = started(home)) {
            var quilt = new QuiltClient(admin(window));
            var sample = new Pkg("admin", "glaciers");
            quilt.pushPublic(sample, Tree.of("a", "shared by both\n", "b", ONLY_HERE));
            quilt.push(new Pkg("admin", "rivers"), Tree.of("a", "shared by both\n"));

            window.click("nav-packages");
            window.awaitText("pkg-count", "2 packages");
            window.type("pkg-filter", "glac");
            window.awaitText("pkg-count", "1 package");
            window.clickText("admin/glaciers");
            window.awaitText("pkg-path", "admin/glaciers");
            assertThat(window.text("pkg-summary")).isEqualTo("44 bytes, 2 files");
            window.click("pkg-open");
            assertThat(window.browsed()).last().asString().endsWith("/package/admin/glaciers");

            window.click("pkg-verify");
            window.awaitText("pkg-verified", "Verified: all 2 files are good.");
            Files.writeString(object(ONLY_HERE), ONLY_HERE.replace("only", "ONLY"));
            window.click("pkg-verify");
            window.awaitThat(
                    "the damage is told", () -> window.text("pkg-verified").startsWith("1 file of 2 cannot be used: "));
            assertThat(verified(window, "rivers").isGood()).as("has none of it").isTrue();

            window.click("pkg-delete");
            window.type("dlg-remove-text", "admin/glaciers");
            window.click("dlg-ok");
            window.awaitText("pkg-count", "no packages");
            assertThat(window.isShown("pkg-detail")).isFalse();
            assertThat(admin(window).get(sample.all("package")).status()).isEqualTo(404);

            // Files of a deleted package are young at first.
            window.click("nav-storage");
            window.awaitThat("the database is told", () -> window.text("sto-db").startsWith("H2 "));
            assertThat(window.text("sto-store")).contains(home.resolve("test").toString());
            assertThat(window.isShown("sto-volumes")).isFalse();
            assertThat(window.text("sto-no-containers")).startsWith("Test mode keeps nothing in containers");
            window.click("sto-cleanup");
            window.awaitThat(
                    "nothing is old enough", () -> window.text("sto-orphans").startsWith("None, as of "));

            Path left = object(ONLY_HERE.replace("only", "ONLY"));
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
            window.click("sto-cleanup");
            window.awaitThat(
                    "the file is proposed", () -> window.text("dlg-title").startsWith("Move 1 file, "));
            assertThat(left).exists();
            window.click("dlg-ok");
            window.awaitThat("the file is in the trash", () -> Files.notExists(left));
            window.awaitThat("the page knows", () -> window.text("sto-orphans").startsWith("None, as of "));
            assertThat(verified(window, "rivers").isGood())
                    .as("what is needed stays")
                    .isTrue();
        }
    }

    private static LiveReport verified(Window window, String name) {
        return window.appliance()
                .service()
                .packages()
                .verify("admin", name)
                .result()
                .join();
    }

    @Test
    void sizesFollowWhatIsPushedAndEndWithTheRun() throws Exception {
        try (var window = started(home)) {
            window.click("nav-storage");
            window.awaitText("sto-store-size", "0 bytes · no files");

            window.click("nav-overview");
            new QuiltClient(admin(window)).push(new Pkg("admin", "rivers"), Tree.of("a", "12345"));
            window.click("nav-storage");
            window.awaitText("sto-store-size", "5 bytes · 1 file");
            assertThat(window.appliance().service().storage().usage().packages())
                    .extracting(room -> room.name() + " " + room.bytes())
                    .isEqualTo(List.of("admin/rivers 5"));

            window.click("primary-action");
            window.click("dlg-stop-discard");
            window.awaitText("state-word", "Stopped");
            window.awaitText("sto-as-of", "In test mode there is data only while the registry runs.");
            window.awaitText("sto-store-size", "–");
            window.click("nav-packages");
            window.awaitThat("there is nothing to see", () -> window.isShown("pkg-rest"));
            assertThat(window.isShown("pkg-table")).isFalse();
        }
    }
}
