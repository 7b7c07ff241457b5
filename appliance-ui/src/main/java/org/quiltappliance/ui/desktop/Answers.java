package org.quiltappliance.ui.desktop;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What programs of the system answer. One that is not there or does not end in time is not asked again. */
final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final Programs programs;
    private final Set<String> silent = new HashSet<>();

    Answers(Programs programs) {
        this.programs = programs;
    }

    /** What that command says; empty when it fails or is not there. */
    String of(String... command) {
        if (silent.contains(command[0])) {
            return "";
        }
        try {
            var result = programs.run(List.of(command));
            return result.isGood() ? result.output().strip() : "";
        } catch (IOException none) {
            log.debug("{} does not tell how the desktop looks", command[0], none);
            silent.add(command[0]);
            return "";
        }
    }
}
