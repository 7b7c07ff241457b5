package org.quiltappliance.server.cli;

import java.time.Clock;
import java.util.List;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.process.Signals;

/** The command {@code quilt-appliance}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var around = new CommandLine.Surroundings(
                System.out,
                System.err,
                System.in,
                System.getenv(),
                System.getProperty("appliance.command", "quilt-appliance"),
                config -> new Assembly(config, Clock.systemUTC()),
                new Signals(),
                Logs.REAL);
        System.exit(new CommandLine(around).run(List.of(arguments)));
    }
}
