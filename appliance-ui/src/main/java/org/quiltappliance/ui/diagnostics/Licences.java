package org.quiltappliance.ui.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.quiltappliance.ui.dialogs.Dialog;

/** What the program is made of, and under which licences. */
public final class Licences implements Dialog.Content {

    private final String text = read();

    private static String read() {
        try (InputStream file = Objects.requireNonNull(Licences.class.getResourceAsStream("licences.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("The program lacks its list of licences", missing);
        }
    }

    /** A line for each part. */
    String text() {
        return text;
    }

    @Override
    public boolean asks() {
        return false;
    }
}
