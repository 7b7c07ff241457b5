package org.quiltappliance.ui.stories;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.ProblemCode;

/** A way in which a start fails, and what somebody does about it. */
final class Trouble implements AutoCloseable {

    /** What is done outside of the window. */
    @FunctionalInterface
    interface Deed {
        void run() throws IOException, SQLException;
    }

    private final ProblemCode code;
    private final String told;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Deed> ends = new ArrayList<>();
    private Deed remedy = () -> {};
    private Optional<String> answer = Optional.empty();
    private Optional<Path> home = Optional.empty();
    private int fix = 1;

    private Trouble(ProblemCode code, String told) {
        this.code = code;
        this.told = told;
    }

    /** @param told a part of what the window says */
    static Trouble of(ProblemCode code, String told) {
        return new Trouble(code, told);
    }

    /** Provoked by that setting. */
    Trouble with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Provoked by those settings. */
    Trouble with(Map<String, String> more) {
        settings.putAll(more);
        return this;
    }

    /** Leaves nothing behind when this is done. */
    Trouble endedBy(Deed end) {
        ends.add(end);
        return this;
    }

    /** In that home folder. */
    Trouble in(Path other) {
        home = Optional.of(other);
        return this;
    }

    /** Nothing helps before this is done. */
    Trouble after(Deed deed) {
        remedy = deed;
        return this;
    }

    /** The first fix asks for something, and gets this. */
    Trouble answered(String text) {
        answer = Optional.of(text);
        return this;
    }

    /** Another one than the first helps. */
    Trouble fixedBy(int number) {
        fix = number;
        return this;
    }

    ProblemCode code() {
        return code;
    }

    String told() {
        return told;
    }

    Map<String, String> settings() {
        return settings;
    }

    Optional<String> answer() {
        return answer;
    }

    Optional<Path> home() {
        return home;
    }

    String fixId() {
        return "ov-fail-fix-" + fix;
    }

    void remedy() throws IOException, SQLException {
        remedy.run();
    }

    @Override
    public void close() throws IOException, SQLException {
        for (Deed end : ends) {
            end.run();
        }
    }
}
