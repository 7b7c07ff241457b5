package org.quiltappliance.server.mail;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.quiltappliance.server.html.Html;

/**
 * What a mail says, written once and rendered as plain text and as HTML.
 *
 * @param title of the HTML form
 */
record Letter(String subject, String title, List<Part> parts) {

    Letter {
        parts = List.copyOf(parts);
    }

    /** A piece of a letter. */
    sealed interface Part {

        /** Without final line break. */
        String asText();

        Html asHtml();
    }

    /** Some sentences. */
    record Paragraph(String text) implements Part {
        @Override
        public String asText() {
            return text;
        }

        @Override
        public Html asHtml() {
            return Html.of("<p style=\"margin:0 0 16px\">{}</p>\n", text);
        }
    }

    /** The one thing the reader should do. */
    record Action(String label, URI link) implements Part {
        @Override
        public String asText() {
            return label + ":\n" + link;
        }

        @Override
        public Html asHtml() {
            return Html.of("""
                    <p style="margin:0 0 8px"><a href="{}" style="display:inline-block;padding:8px 16px;border-radius:6px;\
                    background:#0b6a6f;color:#ffffff;text-decoration:none;font-weight:600">{}</a></p>
                    <p style="margin:0 0 16px;font-size:13px;color:#4c565c;word-break:break-all">{}</p>
                    """, link, label, link);
        }
    }

    /** A command to type. */
    record Command(String command) implements Part {
        @Override
        public String asText() {
            return "    " + command;
        }

        @Override
        public Html asHtml() {
            return Html.of("""
                    <pre style="margin:0 0 16px;padding:8px 12px;border-radius:6px;background:#f3f4f4;\
                    font:13px/20px ui-monospace,monospace;white-space:pre-wrap">{}</pre>
                    """, command);
        }
    }

    String asText() {
        return parts.stream().map(Part::asText).collect(Collectors.joining("\n\n", "", "\n"));
    }

    String asHtml() {
        return Html.of(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head><meta charset="utf-8"><title>{}</title></head>
                        <body style="margin:0;padding:24px;background:#fbfbfa;color:#1b2124;font:15px/24px system-ui,sans-serif">
                        <div style="max-width:560px;margin:0 auto">
                        <p style="margin:0 0 24px;font-size:20px;font-weight:600">{}</p>
                        {}</div>
                        </body>
                        </html>
                        """,
                        title,
                        title,
                        Html.join(parts.stream().map(Part::asHtml).toList()))
                .toString();
    }
}
