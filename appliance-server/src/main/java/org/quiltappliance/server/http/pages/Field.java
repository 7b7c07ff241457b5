package org.quiltappliance.server.http.pages;

import java.util.List;
import org.quiltappliance.server.html.Html;

/**
 * One line of a form: a label, a box to type in, and what is wrong with it or how to fill it.
 *
 * @param autocomplete what password managers know it as
 * @param help shown below the box; replaced by an error
 * @param error what is wrong, or nothing
 */
record Field(String name, String label, String type, String autocomplete, String value, String help, Html error) {

    static Field of(String name, String label, String type, String autocomplete) {
        return new Field(name, label, type, autocomplete, "", "", Html.NOTHING);
    }

    static Field password(String name, String label, String autocomplete) {
        return of(name, label, "password", autocomplete);
    }

    Field holding(String newValue) {
        return new Field(name, label, type, autocomplete, newValue, help, error);
    }

    Field explained(String newHelp) {
        return new Field(name, label, type, autocomplete, value, newHelp, error);
    }

    /** @param newError {@link Html#NOTHING} when all is well */
    Field wrong(Html newError) {
        return new Field(name, label, type, autocomplete, value, help, newError);
    }

    /** @param first gets the typing when the page opens */
    Html html(boolean first) {
        boolean isWrong = error != Html.NOTHING;
        Html below = isWrong
                ? Html.of("<p class=\"error\" id=\"{}-note\">{}</p>\n", name, error)
                : help.isEmpty() ? Html.NOTHING : Html.of("<p class=\"help\" id=\"{}-note\">{}</p>\n", name, help);
        return Html.of(
                """
                <div class="field">
                <label for="{}">{}</label>
                <input id="{}" name="{}" type="{}" value="{}" autocomplete="{}" required{}{}{}>
                {}</div>
                """,
                name,
                label,
                name,
                name,
                type,
                value,
                autocomplete,
                type.equals("text") ? Html.of(" autocapitalize=\"none\" spellcheck=\"false\"") : Html.NOTHING,
                below == Html.NOTHING ? Html.NOTHING : Html.of(" aria-describedby=\"{}-note\"", name),
                Html.join(List.of(
                        isWrong ? Html.of(" aria-invalid=\"true\"") : Html.NOTHING,
                        first ? Html.of(" autofocus") : Html.NOTHING)),
                below);
    }
}
