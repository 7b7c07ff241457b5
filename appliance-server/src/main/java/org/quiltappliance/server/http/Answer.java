package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A successful answer: one JSON object. Every one carries the member {@code "status": 200} (registry-api.md 1.2). */
public interface Answer {

    @JsonProperty("status")
    default int status() {
        return 200;
    }

    /** Done, nothing to tell. */
    record Done() implements Answer {
        public static final Done DONE = new Done();
    }
}
