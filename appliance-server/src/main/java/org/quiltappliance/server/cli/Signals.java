package org.quiltappliance.server.cli;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals of the operating system. The JDK offers nothing official that hears of a second signal, so its module
 * {@code jdk.unsupported} is asked, through reflection because the compiler warns of it. Where that is missing, the first
 * signal is still heard through a shutdown hook.
 */
final class Signals implements Interrupts {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    @Override
    public void call(Runnable work) {
        boolean heard = false;
        for (String name : NAMES) {
            heard |= handle(name, work);
        }
        if (!heard) {
            Runtime.getRuntime().addShutdownHook(new Thread(work, "shutdown"));
        }
    }

    private static boolean handle(String name, Runnable work) {
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
            return true;
        } catch (ReflectiveOperationException notHere) {
            return false;
        }
    }
}
