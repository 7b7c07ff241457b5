package org.quiltappliance.ui.testing;

import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.ui.state.Commands;

/** Remembers what was commanded. */
public final class RecordedCommands implements Commands {

    private final List<String> given = new ArrayList<>();

    /** In order. */
    public List<String> given() {
        return List.copyOf(given);
    }

    @Override
    public void start() {
        given.add("start");
    }

    @Override
    public void stop() {
        given.add("stop");
    }

    @Override
    public void restart() {
        given.add("restart");
    }

    @Override
    public void close() {
        given.add("close");
    }

    @Override
    public void quit() {
        given.add("quit");
    }

    @Override
    public void openCatalog() {
        given.add("open catalog");
    }

    @Override
    public void copyRegistryAddress() {
        given.add("copy address");
    }

    @Override
    public void backUp() {
        given.add("back up");
    }

    @Override
    public void help(String page) {
        given.add("help " + page);
    }

    @Override
    public void cancelStart() {
        given.add("cancel start");
    }

    @Override
    public void cancelActivity() {
        given.add("cancel activity");
    }

    @Override
    public void switchMode() {
        given.add("switch mode");
    }

    @Override
    public void setUp() {
        given.add("set up");
    }

    @Override
    public void apply(Fix fix) {
        given.add(fix.text());
    }
}
