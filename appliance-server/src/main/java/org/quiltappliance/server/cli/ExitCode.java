package org.quiltappliance.server.cli;

/** How a command ended ({@code control-panel.md} section 16). */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int REFUSED = 3;
    static final int PREFLIGHT_FAILED = 4;
    static final int TIMED_OUT = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
