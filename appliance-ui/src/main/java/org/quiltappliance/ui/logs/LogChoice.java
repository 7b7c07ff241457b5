package org.quiltappliance.ui.logs;

import java.util.Optional;
import org.quiltappliance.server.monitoring.LogTopic;

/** What can be chosen to look at. The mails are no log, and have a view of their own. */
public enum LogChoice {
    ALL,
    APPLIANCE(LogTopic.APPLIANCE),
    REGISTRY(LogTopic.REGISTRY),
    CATALOG(LogTopic.CATALOG),
    DATABASE(LogTopic.DATABASE),
    STORAGE(LogTopic.STORAGE),
    DOCKER(LogTopic.DOCKER),
    MAIL;

    private final Optional<LogTopic> topic;

    LogChoice() {
        this.topic = Optional.empty();
    }

    LogChoice(LogTopic topic) {
        this.topic = Optional.of(topic);
    }

    /** The one that shows that topic alone. */
    public static LogChoice of(LogTopic topic) {
        return valueOf(topic.name());
    }

    boolean holds(LogTopic other) {
        return this == ALL || topic.filter(other::equals).isPresent();
    }
}
