package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** One page of the documentation: its sections, what they say to type, and where it links to. */
public final class DocPage {

    /** The folder of the project. */
    public static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", "dist", ".git", "resources");

    /**
     * A part of a page.
     *
     * @param anchor of its heading, as in links
     * @param blocks what stands in fences without a language, each with its lines
     */
    public record Section(String anchor, List<List<String>> blocks) {}

    private final Path file;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> inline = new ArrayList<>();

    private DocPage(Path file) {
        this.file = file;
        try {
            PARSER.parse(Files.readString(file)).accept(new Reading());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param path below the folder of the project */
    public static DocPage of(String path) {
        return new DocPage(TOP.resolve(path));
    }

    /** All that people read: every page in Markdown of the project. */
    public static List<DocPage> all() {
        try (Stream<Path> files = Files.walk(TOP)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.iterate(TOP.relativize(file), one -> one != null, Path::getParent)
                            .noneMatch(
                                    part -> LEFT_OUT.contains(part.getFileName().toString())))
                    .sorted()
                    .map(DocPage::new)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path file() {
        return file;
    }

    /** Below the folder of the project. */
    public String name() {
        return TOP.relativize(file).toString();
    }

    public List<Section> sections() {
        return List.copyOf(sections.values());
    }

    /** What links to places on this page may name. */
    public Set<String> anchors() {
        return new TreeSet<>(anchors.keySet());
    }

    /** Of links and pictures. */
    public List<String> links() {
        return links;
    }

    /** What stands between single backticks. */
    public List<String> inlineCode() {
        return inline;
    }

    @Override
    public String toString() {
        return name();
    }

    private final class Reading extends AbstractVisitor {
        private Section now = new Section("", new ArrayList<>());

        @Override
        public void visit(Heading heading) {
            var words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }

                @Override
                public void visit(SoftLineBreak lineBreak) {
                    words.append(' ');
                }
            });
            String plain = NOT_IN_ANCHORS
                    .matcher(words.toString().toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            int before = anchors.merge(plain, 1, Integer::sum) - 1;
            String anchor = before == 0 ? plain : plain + "-" + before;
            anchors.putIfAbsent(anchor, 1);
            now = new Section(anchor, new ArrayList<>());
            visitChildren(heading);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            if (block.getInfo() == null || block.getInfo().isEmpty()) {
                now.blocks().add(block.getLiteral().lines().toList());
                sections.putIfAbsent(now.anchor(), now);
            }
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
            visitChildren(image);
        }

        @Override
        public void visit(Code code) {
            inline.add(code.getLiteral());
        }
    }
}
