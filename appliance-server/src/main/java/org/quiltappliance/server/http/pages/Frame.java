package org.quiltappliance.server.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quiltappliance.server.html.Html;

/** What all pages look like: the name of the registry, and one card with the page. */
final class Frame {

    private static final String STYLE = "/login/style.css";
    private static final String MARK = "/login/mark.svg";

    private final Site site;
    private final Optional<Shell> shell;
    private final String style = resource("style.css");
    private final String mark = resource("mark.svg");

    /** @param shell the application that takes the place of these pages where scripts run */
    Frame(Site site, Optional<Shell> shell) {
        this.site = site;
        this.shell = shell;
    }

    /** Whether there is an application, so that its addresses are pages. */
    boolean hasApplication() {
        return shell.isPresent();
    }

    /** @param title also the heading of the page */
    Document page(String title, Html body) {
        return whole(title, content(title, "", body));
    }

    /** The same with room for lists and long texts. */
    Document wide(String title, Html body) {
        return whole(title, content(title, "wide", body));
    }

    private Document whole(String title, Html content) {
        return shell.map(application -> application.page(title + " - " + site.name(), STYLE, content))
                .orElseGet(() -> Document.withoutScripts(alone(title, content)));
    }

    private Html alone(String title, Html content) {
        return Html.of("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>{} - {}</title>
                <link rel="stylesheet" href="{}">
                <link rel="icon" type="image/svg+xml" href="{}">
                </head>
                <body>
                {}</body>
                </html>
                """, title, site.name(), STYLE, MARK, content);
    }

    private Html content(String title, String width, Html body) {
        return Html.of("""
                <header class="{}"><a class="home" href="{}/">
                <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">\
                <path class="a" d="M4 2h11v13H2V4a2 2 0 0 1 2-2z"/><path class="b" d="M17 2h11a2 2 0 0 1 2 2v11z"/>\
                <path class="c" d="M17 2l13 13H17z"/><path class="b" d="M2 17l13 13H4a2 2 0 0 1-2-2z"/>\
                <path class="c" d="M2 17h13v13z"/><path class="a" d="M17 17h13v11a2 2 0 0 1-2 2H17z"/></svg>
                <span>{}</span></a></header>
                <main class="{}">
                <h1>{}</h1>
                {}</main>
                """, width, site.catalogUrl(), site.name(), width, title, body);
    }

    /** A page that says what happened and what to do next. */
    Document message(String title, String text, String next, URI to) {
        return page(title, Html.of("""
                <p>{}</p>
                <p class="actions"><a class="button" href="{}">{}</a></p>
                """, text, to, next));
    }

    Answer styleSheet() {
        return Answer.file("text/css; charset=utf-8", style);
    }

    Answer mark() {
        return Answer.file("image/svg+xml", mark);
    }

    private static String resource(String name) {
        try (InputStream in = Frame.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
