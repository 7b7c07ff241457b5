package org.quiltappliance.ui.shell;

import java.util.function.Consumer;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.theme.Icons;

/** What the one button of the side bar does in each state ({@code control-panel.md} 12.1). */
enum PrimaryAction {
    START("shell.action.start", Icons.START, Commands::start),
    CANCEL("shell.action.cancel", Icons.CLOSE, Commands::cancelStart),
    STOP("shell.action.stop", Icons.STOP, Commands::stop),
    WAIT("shell.action.stopping", Icons.BUSY, commands -> {}),
    RETRY("shell.action.retry", Icons.RETRY, Commands::start);

    private final String key;
    private final Icons icon;
    private final Consumer<Commands> act;

    PrimaryAction(String key, Icons icon, Consumer<Commands> act) {
        this.key = key;
        this.icon = icon;
        this.act = act;
    }

    static PrimaryAction in(ApplianceState state) {
        return switch (state) {
            case STOPPED -> START;
            case STARTING -> CANCEL;
            case RUNNING, DEGRADED -> STOP;
            case STOPPING -> WAIT;
            case FAILED -> RETRY;
        };
    }

    String key() {
        return key;
    }

    Icons icon() {
        return icon;
    }

    boolean isEnabled() {
        return this != WAIT;
    }

    void perform(Commands commands) {
        act.accept(commands);
    }
}
