package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Previews, READMEs and counts over time: {@code registry-api.md} 2.5.9, 2.5.10 and 7.4. */
abstract class PreviewContract extends RegistryContract {

    private static final int LONGEST_README = 655_360;

    private JsonNode preview(Pushed pushed) {
        return ok(as(pushed.owner()).get(pushed.pkg().one("package_preview", pushed.hash())));
    }

    private JsonNode previewOf(Tree tree) {
        return preview(pushed(tree));
    }

    private static JsonNode json(String text) throws Exception {
        return Answer.JSON.readTree(text.replace('\'', '"'));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void previewHasItsMembers() {
        assertThat(members(previewOf(Samples.demo())))
                .containsExactlyInAnyOrder(
                        "preview",
                        "readme_url",
                        "readme_preview",
                        "created_by",
                        "created_at",
                        "updated_by",
                        "updated_at",
                        "is_public",
                        "is_team",
                        "total_size_uncompressed",
                        "file_types",
                        "log_count",
                        "status");
    }

    @Test
    void previewListsNodesByName() throws Exception {
        assertThat(previewOf(Samples.demo()).get("preview"))
                .isEqualTo(json("[['README', null], ['data', [['big', null], ['copy', null], ['empty', null],"
                        + " ['small', null]]]]"));
    }

    @Test
    void previewOfAnEmptyPackageIsEmpty() {
        assertThat(previewOf(Tree.empty()).get("preview")).isEmpty();
    }

    @Test
    void previewSortsByCodePoint() {
        var tree = Tree.of("\ufb01", "1", "\ud83d\ude00", "2", "a", "3", "B", "4", "_", "5");

        var names = new ArrayList<String>();
        previewOf(tree).get("preview").forEach(entry -> names.add(entry.get(0).textValue()));

        assertThat(names).containsExactly("B", "_", "a", "\ufb01", "\ud83d\ude00");
    }

    @Test
    void previewShowsTenChildrenAndThenDots() throws Exception {
        var tree = Tree.empty();
        for (int i = 10; i < 21; i++) {
            tree.group("g/n" + i);
        }

        assertThat(previewOf(tree).get("preview"))
                .isEqualTo(json("[['g', [['n10', []], ['n11', []], ['n12', []], ['n13', []], ['n14', []], ['n15', []],"
                        + " ['n16', []], ['n17', []], ['n18', []], ['n19', []], ['...', null]]]]"));
    }

    @Test
    void previewShowsExactlyTenChildrenWithoutDots() {
        var tree = Tree.empty();
        for (int i = 10; i < 20; i++) {
            tree.group("n" + i);
        }

        assertThat(previewOf(tree).get("preview")).hasSize(10);
    }

    @Test
    void previewStopsAtDepthFive() throws Exception {
        assertThat(previewOf(Tree.of("a/b/c/d/e", "deep")).get("preview"))
                .isEqualTo(json("[['a', [['b', [['c', [['d', [['...', null]]]]]]]]]]"));
    }

    @Test
    void emptyGroupAtDepthFiveIsEmpty() throws Exception {
        assertThat(previewOf(Tree.empty().group("a/b/c/d")).get("preview"))
                .isEqualTo(json("[['a', [['b', [['c', [['d', []]]]]]]]]"));
    }

    @Test
    void fileAtDepthFiveIsNull() throws Exception {
        assertThat(previewOf(Tree.of("a/b/c/d", "file")).get("preview"))
                .isEqualTo(json("[['a', [['b', [['c', [['d', null]]]]]]]]"));
    }

    @Test
    void readmeTextIsShown() {
        assertThat(previewOf(Samples.demo()).get("readme_preview").textValue())
                .isEqualTo("# Demo\n\nA package of a test.\n");
    }

    @Test
    void readmeCanBeFetched() {
        var pushed = pushed(Samples.demo());
        var url = preview(pushed).get("readme_url").textValue();

        var answer = nobody().object("GET", url, new byte[0], Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("# Demo\n\nA package of a test.\n");
    }

    @Test
    void packageWithoutReadmeHasNone() {
        var preview = previewOf(Samples.oneFile());

        assertThat(preview.get("readme_preview").isNull()).isTrue();
        assertThat(preview.get("readme_url").isNull()).isTrue();
    }

    @Test
    void readmeBelowAGroupIsNoReadme() {
        assertThat(previewOf(Tree.of("data/README", "not me"))
                        .get("readme_preview")
                        .isNull())
                .isTrue();
    }

    @Test
    void readmeThatIsNoFileIsNoReadme() {
        assertThat(previewOf(Tree.of("README/inside", "not me"))
                        .get("readme_preview")
                        .isNull())
                .isTrue();
        assertThat(previewOf(Tree.empty().table("README", "part"))
                        .get("readme_preview")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("D46: an empty README has an empty preview")
    void emptyReadmeIsAccepted() {
        assertThat(previewOf(Tree.of("README", "")).get("readme_preview").asText(""))
                .isIn("", "null");
    }

    @Test
    @DisplayName("D5: a README without hashes is accepted")
    void readmeWithoutHashesIsAccepted() {
        var file = Answer.JSON.createObjectNode().put("type", "FILE");
        file.putArray("hashes");

        assertThat(previewOf(Tree.empty().put("README", file)).get("readme_url").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("D5: a README with several hashes is accepted")
    void readmeWithSeveralHashesIsAccepted() {
        var tree = Tree.of("a", "first part", "b", "second part");
        var file = Answer.JSON.createObjectNode().put("type", "FILE");
        file.putArray("hashes").add(tree.objectAt("a")).add(tree.objectAt("b"));

        assertThat(previewOf(tree.put("README", file)).has("readme_preview")).isTrue();
    }

    @Test
    @DisplayName("D3: of a long README the beginning is shown")
    void longReadmeShowsItsBeginning() {
        var text = "The beginning. " + "x".repeat(700_000) + " The end.";

        var shown = previewOf(Tree.of("README", text)).get("readme_preview").textValue();

        assertThat(shown).startsWith("The beginning. ").hasSize(LONGEST_README);
    }

    @Test
    @DisplayName("D3: a long README that was stored gzipped is shown from its beginning")
    void longGzippedReadmeShowsItsBeginning() {
        var random = new Random(7);
        var text = new StringBuilder("The beginning. ");
        while (text.length() < 2_000_000) {
            text.append(Long.toString(random.nextLong(), 36)).append(' ');
        }
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("README", text.toString());
        var urls = ok(as(owner).put(pkg.one("package", tree.hash()), tree.dryRun()))
                .get("upload_urls");
        var put = nobody().object(
                        "PUT",
                        urls.get(tree.objectAt("README")).get("put").textValue(),
                        RegistryClient.gzipped(utf8(text.toString())),
                        Map.of("Content-Encoding", "gzip"));
        assertThat(put.status()).as("%s", put).isLessThan(300);
        ok(as(owner).put(pkg.one("package", tree.hash()), tree.finalPush()));

        var shown = ok(as(owner).get(pkg.one("package_preview", tree.hash())))
                .get("readme_preview")
                .textValue();

        assertThat(shown)
                .startsWith("The beginning. ")
                .hasSizeLessThanOrEqualTo(LONGEST_README)
                .hasSizeGreaterThan(1000);
    }

    @Test
    void cutReadmeEndsWithAWholeCharacter() {
        var text = "x" + "\u00e9".repeat(400_000);

        var shown = previewOf(Tree.of("README", text)).get("readme_preview").textValue();

        assertThat(shown).matches("x\u00e9+").hasSize(1 + (LONGEST_README - 1) / 2);
    }

    @Test
    void bytesThatAreNoTextAreDropped() {
        var bytes = new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c'};

        assertThat(previewOf(Tree.empty().file("README", bytes))
                        .get("readme_preview")
                        .textValue())
                .isEqualTo("abc");
    }

    @Test
    @DisplayName("D4: U+0000 is dropped from the preview")
    void nulIsDropped() {
        assertThat(previewOf(Tree.of("README", "a\u0000b"))
                        .get("readme_preview")
                        .textValue())
                .isEqualTo("ab");
    }

    @Test
    void readmeOfOtherScriptsIsShown() {
        var text = "d\u00e9j\u00e0 \u30c7\u30fc\u30bf \ud83d\ude00 <b>&amp;</b>";

        assertThat(previewOf(Tree.of("README", text)).get("readme_preview").textValue())
                .isEqualTo(text);
    }

    @Test
    void previewTellsWhoAndWhen() {
        var pushed = pushed(Samples.oneFile());
        var preview = preview(pushed);
        var revision = ok(as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash())));

        assertThat(preview.get("created_by").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(preview.get("created_at")).isEqualTo(revision.get("created_at"));
        assertThat(preview.get("updated_by").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(preview.get("updated_at")).isEqualTo(revision.get("updated_at"));
    }

    @Test
    void totalSizeCountsEachObjectOnce() {
        var tree = Samples.demo();
        long expected = 0;
        for (var bytes : tree.objects().values()) {
            expected += bytes.length;
        }

        assertThat(previewOf(tree).get("total_size_uncompressed").longValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b.c/d.jpg | .jpg", "C:\\foo.bar\\BLAH.JPG | .jpg", ".bashrc | ''", "a. | ''", ".. | ''", "x/ | ''",
                "README | ''", "a.tar.gz | .gz", "dir.d/ | .d", "C:x.TXT | .txt", "\\\\srv\\share.x | ''", "'' | ''"
            })
    void extensionFollowsTheRule(String path, String extension) {
        var tree = Tree.empty().file("a", utf8("x"), path);

        assertThat(previewOf(tree).get("file_types"))
                .isEqualTo(Answer.JSON.createObjectNode().put(extension, 1));
    }

    @Test
    void fileTypesCountFilesAndTables() {
        var tree = Tree.empty()
                .file("a", utf8("1"), "a.txt")
                .file("g/b", utf8("2"), "b.TXT")
                .table("g/c", "3")
                .fileWith("d", utf8("4"), Answer.JSON.createObjectNode())
                .fileWith("e", utf8("5"), Answer.JSON.createObjectNode().put("q_path", 7));

        assertThat(previewOf(tree).get("file_types"))
                .isEqualTo(Answer.JSON
                        .createObjectNode()
                        .put(".txt", 2)
                        .put(".csv", 1)
                        .put("", 2));
    }

    @Test
    @DisplayName("D31: the number of log rows of the package is a number")
    void logCountIsANumber() {
        var pushed = pushed(Samples.oneFile());
        quilt(pushed.owner()).push(pushed.pkg(), Samples.demo());
        quilt(pushed.owner()).push(pushed.pkg(), Samples.demo());

        assertThat(preview(pushed).get("log_count").intValue()).isEqualTo(3);
    }

    @Test
    void flagsFollowTheCaller() {
        var pushed = pushedPublic(Samples.oneFile());
        share(pushed, "team");
        var path = pushed.pkg().one("package_preview", pushed.hash());

        var owners = ok(as(pushed.owner()).get(path));
        var nobodys = ok(nobody().get(path));
        var noPublic = ok(appliance(Switches.ALL_ON.anonymous(false))
                .client()
                .as(pushed.owner())
                .get(path));
        var noTeam = ok(appliance(Switches.ALL_ON.team(false))
                .client()
                .as(pushed.owner())
                .get(path));

        assertThat(owners.get("is_public").booleanValue()).isTrue();
        assertThat(owners.get("is_team").booleanValue()).isTrue();
        assertThat(nobodys.get("is_public").booleanValue()).isTrue();
        assertThat(nobodys.get("is_team").booleanValue()).isFalse();
        assertThat(noPublic.get("is_public").booleanValue()).isFalse();
        assertThat(noTeam.get("is_team").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("item 36: preview of a missing hash or a hidden package is not found")
    void item36_previewOfWhatIsMissingOrHidden() {
        var pushed = pushed(Samples.oneFile());
        var message = "Package hash does not exist";

        refused(as(pushed.owner()).get(pushed.pkg().one("package_preview", Samples.NO_SUCH_HASH)), 404, message);
        refused(as(person()).get(pushed.pkg().one("package_preview", pushed.hash())), 404, message);
        refused(nobody().get(pushed.pkg().one("package_preview", pushed.hash())), 404, message);
    }

    @Test
    void previewIsAnEvent() {
        var pushed = pushed(Samples.oneFile());

        preview(pushed);

        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "PREVIEW " + pushed.owner().name());
    }

    @Test
    @DisplayName("D36: HEAD of a preview is no event")
    void headOfAPreviewIsNoEvent() {
        var pushed = pushed(Samples.oneFile());

        assertThat(as(pushed.owner())
                        .head(pushed.pkg().one("package_preview", pushed.hash()))
                        .status())
                .isEqualTo(200);

        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }

    private JsonNode series(Pushed pushed, String type) {
        return ok(as(pushed.owner()).get(pushed.pkg().one("package_timeseries", type)));
    }

    @Test
    void seriesHasFiftyTwoWeeksThatBeginOnMonday() {
        var series = series(pushed(Tree.empty()), "push");

        assertThat(members(series))
                .containsExactlyInAnyOrder("startDate", "endDate", "frequency", "timeSeries", "total", "status");
        assertThat(series.get("frequency").textValue()).isEqualTo("week");
        assertThat(series.get("timeSeries")).hasSize(52);
        var start = Instant.ofEpochSecond(series.get("startDate").longValue()).atOffset(ZoneOffset.UTC);
        var end = Instant.ofEpochSecond(series.get("endDate").longValue()).atOffset(ZoneOffset.UTC);
        assertThat(start.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(start.toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofDays(52 * 7));
        assertThat(end.toInstant()).isAfter(Instant.now().minusSeconds(60));
        assertThat(end.minusDays(7).toInstant()).isBefore(Instant.now());
    }

    @Test
    void seriesCountsThisWeekLast() {
        var pushed = pushed(Samples.oneFile());
        preview(pushed);
        preview(pushed);

        var series = series(pushed, "preview");

        assertThat(series.get("timeSeries").get(51).intValue()).isEqualTo(2);
        assertThat(series.get("total").intValue()).isEqualTo(2);
    }

    @Test
    void seriesCountsEarlierWeeksInTheirPlaces() {
        var pushed = pushed(Samples.oneFile());
        appliance().clock().shifted(Duration.ofDays(-7), () -> preview(pushed));
        appliance().clock().shifted(Duration.ofDays(-7 * 51), () -> preview(pushed));
        appliance().clock().shifted(Duration.ofDays(-7 * 60), () -> preview(pushed));

        var series = series(pushed, "PREVIEW");

        assertThat(series.get("timeSeries").get(50).intValue()).isEqualTo(1);
        assertThat(series.get("timeSeries").get(0).intValue()).isEqualTo(1);
        assertThat(series.get("total").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "INSTALL", "Preview", "delete"})
    void seriesOfEveryTypeInAnyCase(String type) {
        assertThat(series(pushed(Tree.empty()), type).get("timeSeries")).hasSize(52);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 302_399, 302_400, 302_401, 604_799})
    void everySecondOfAWeekCountsInIt(long second) {
        var pushed = pushed(Samples.oneFile());
        var monday = OffsetDateTime.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .truncatedTo(ChronoUnit.DAYS);
        var seen = new AtomicReference<JsonNode>();

        appliance()
                .clock()
                .shifted(
                        Duration.between(Instant.now(), monday.plusSeconds(second))
                                .plusMillis(500),
                        () -> {
                            preview(pushed);
                            seen.set(series(pushed, "preview"));
                        });

        assertThat(seen.get().get("timeSeries").get(51).intValue()).isEqualTo(1);
        assertThat(seen.get().get("total").intValue()).isEqualTo(1);
    }

    @Test
    void seriesOfAnotherTypeIsRefusedBeforeThePackageIsLookedAt() {
        refused(
                as(person()).get(newPackage(person()).one("package_timeseries", "comment")),
                400,
                "Event type incorrectly specified.");
    }

    @Test
    void seriesOfAMissingOrHiddenPackageIsNotFound() {
        var pushed = pushed(Tree.empty());

        refused(as(person()).get(pushed.pkg().one("package_timeseries", "push")), 404, "Package does not exist.");
        refused(
                as(pushed.owner()).get(newPackage(pushed.owner()).one("package_timeseries", "push")),
                404,
                "Package does not exist.");
        refused(nobody().get(pushed.pkg().one("package_timeseries", "push")), 404, "Package does not exist.");
    }

    @Test
    @DisplayName("D35: events of a deleted namesake count")
    void seriesCountsADeletedNamesake() {
        var pushed = pushed(Tree.empty());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.empty());

        assertThat(series(pushed, "push").get("total").intValue()).isEqualTo(2);
        assertThat(series(pushed, "delete").get("total").intValue()).isEqualTo(1);
    }

    @Test
    void seriesIsNoEvent() {
        var pushed = pushed(Tree.empty());

        series(pushed, "push");

        assertThat(events(pushed.pkg())).hasSize(1);
    }
}
