package org.quiltappliance.ui.desktop;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Asks the desktop how it looks, and remembers the answer. */
public final class DesktopLooks {

    /** Some programs wait for a part of the desktop that is not there. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Supplier<DesktopLook> source;
    private volatile DesktopLook last = DesktopLook.USUAL;

    private DesktopLooks(Supplier<DesktopLook> source) {
        this.source = source;
    }

    /** Of a desktop that somebody else knows. */
    public static DesktopLooks of(Supplier<DesktopLook> source) {
        return new DesktopLooks(source);
    }

    /** Of this desktop. @param system as the property {@code os.name} calls it */
    public static DesktopLooks on(String system) {
        return on(system, Programs.within(LIMIT));
    }

    static DesktopLooks on(String system, Programs programs) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new DesktopLooks(() -> WindowsLook.ask(new Answers(programs)));
        }
        if (name.startsWith("mac")) {
            return new DesktopLooks(() -> MacLook.ask(new Answers(programs)));
        }
        return new DesktopLooks(() -> LinuxLook.ask(new Answers(programs)));
    }

    /** Asks now, which takes a moment, at most a few seconds. Not on the JavaFX thread. */
    public DesktopLook ask() {
        last = source.get();
        return last;
    }

    /** The last answer; the usual look before the first. On any thread, at once. */
    public DesktopLook last() {
        return last;
    }
}
