package org.quiltappliance.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.quiltappliance.server.config.PanelConfig;

/** Texts by key: {@code screen.element.part}, with places for values as {@link MessageFormat} has them. */
public final class Texts {

    private final ResourceBundle bundle;
    private final Locale locale;
    private final UnaryOperator<String> change;

    private Texts(Locale locale, UnaryOperator<String> change) {
        this.bundle = ResourceBundle.getBundle("org.quiltappliance.ui.text.messages", Locale.ROOT);
        this.locale = locale;
        this.change = change;
    }

    /** English, with numbers as that locale writes them. */
    public static Texts in(Locale locale) {
        return new Texts(locale, UnaryOperator.identity());
    }

    /** As that wish means it. @param system how this computer writes numbers and times */
    public static Texts of(PanelConfig.Language wish, Locale system) {
        return switch (wish) {
            case SYSTEM -> in(system);
            case ENGLISH -> in(Locale.ENGLISH);
            case PSEUDO -> pseudo();
        };
    }

    /** Accented and 40 % longer, to show which texts have too little room. */
    public static Texts pseudo() {
        return new Texts(Locale.ENGLISH, PseudoLanguage::of);
    }

    /** @throws MissingResourceException when nobody wrote that text */
    public String of(String key, Object... values) {
        String pattern = bundle.getString(key);
        return change.apply(values.length == 0 ? plain(pattern) : new MessageFormat(pattern, locale).format(values));
    }

    /** Whether somebody wrote that text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** Doubled quotes stand for one, as in texts with values. */
    private static String plain(String pattern) {
        return pattern.replace("''", "'");
    }

    /** Sizes, times and numbers for the same people. */
    public Formats formats() {
        return new Formats(this, locale);
    }
}
