package org.quiltappliance.server.process;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals of the operating system. The JDK offers nothing official that hears of a second signal, so its module
 * {@code jdk.unsupported} is asked, through reflection because the compiler warns of it. Where that is missing, or the
 * system has no such signal, a signal ends the process at once, and the next start puts in order what is left.
 */
public final class Signals implements Interrupts {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    @Override
    public void call(Runnable work) {
        NAMES.forEach(name -> handle(name, work));
    }

    private static void handle(String name, Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            work.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException notHere) {
            log.debug("The signal {} cannot be heard here.", name, notHere);
        }
    }
}
