package org.quiltappliance.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.testing.DocPage;

/** Links of the documentation lead somewhere. */
class LinksTest {

    static List<DocPage> pages() {
        return DocPage.all();
    }

    @Test
    void pagesAreFound() {
        assertThat(pages())
                .extracting(DocPage::name)
                .contains("README.md", "docs/operations.md", "docs/adr/0001-jetty-core-and-jersey.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkResolves(DocPage page) {
        var broken = new ArrayList<String>();
        for (String link : page.links()) {
            var address = URI.create(link);
            if (address.getScheme() == null && !leadsSomewhere(page, address)) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(DocPage page, URI address) {
        Path target = address.getPath().isEmpty()
                ? page.file()
                : page.file().resolveSibling(address.getPath()).normalize();
        if (!Files.exists(target) || !target.startsWith(DocPage.TOP)) {
            return false;
        }
        return address.getFragment() == null
                || DocPage.of(DocPage.TOP.relativize(target).toString())
                        .anchors()
                        .contains(address.getFragment());
    }
}
