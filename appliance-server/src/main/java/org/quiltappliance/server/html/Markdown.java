package org.quiltappliance.server.html;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Markdown of somebody as HTML that is safe to send: tags in it are text, and links lead to web pages and mail alone. Its
 * headings stand one level below the page's own.
 */
public final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(50).build();

    private static final Pattern GOOD_SCHEME = Pattern.compile("(?i)(https?|mailto):");
    private static final Pattern SOME_SCHEME = Pattern.compile("[^/?#]*:");

    /** Another host, or a path from the top, also as browsers understand backslashes. */
    private static final Pattern NOT_BELOW = Pattern.compile("[/\\\\]");

    private static final int LOWEST = 6;

    private Markdown() {}

    /**
     * The whole text.
     *
     * @param links what becomes of links without scheme, which mean files beside the text
     * @param images the same for pictures
     */
    public static Html html(String text, UnaryOperator<String> links, UnaryOperator<String> images) {
        var renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new Addresses(links, images))
                .build();
        var document = PARSER.parse(text);
        document.accept(new Fitting());
        return Html.written(renderer.render(document));
    }

    /** The first heading of a page is the page's own; pictures of other sites are not fetched, but linked to. */
    private static final class Fitting extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(LOWEST, heading.getLevel() + 1));
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            if (!GOOD_SCHEME.matcher(image.getDestination()).lookingAt()) {
                return;
            }
            if (image.getFirstChild() == null) {
                image.appendChild(new Text("picture"));
            }
            var link = new Link(image.getDestination(), null);
            while (image.getFirstChild() != null) {
                if (isInLink(image)) {
                    image.insertBefore(image.getFirstChild());
                } else {
                    link.appendChild(image.getFirstChild());
                }
            }
            if (link.getFirstChild() != null) {
                image.insertBefore(link);
            }
            image.unlink();
        }

        private static boolean isInLink(Node node) {
            for (var above = node.getParent(); above != null; above = above.getParent()) {
                if (above instanceof Link) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Addresses(UnaryOperator<String> links, UnaryOperator<String> images) implements UrlSanitizer {

        @Override
        public String sanitizeLinkUrl(String url) {
            return sanitized(url, links);
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return sanitized(url, images);
        }

        private static String sanitized(String url, UnaryOperator<String> relative) {
            if (GOOD_SCHEME.matcher(url).lookingAt() || url.startsWith("#")) {
                return url;
            }
            return SOME_SCHEME.matcher(url).lookingAt()
                            || NOT_BELOW.matcher(url).lookingAt()
                    ? ""
                    : relative.apply(url);
        }
    }
}
