package org.quiltappliance.server.monitoring;

/**
 * What clients asked of a run of the registry ({@code control-panel.md} 17). What is said of the last ten seconds is, for a
 * reading between two samples, said of up to fifteen; a run that is younger than that had no requests before it began.
 *
 * @param requestsPerSecond requests of any kind to both ports that ended, last 10 s
 * @param registry how long requests of the registry's own interface and pages took, last 5 min; objects and the catalog's
 *     pages are not among them
 * @param objects how long requests for objects took, last 5 min
 * @param serverErrorsPerMinute answers of 500 and more, last 5 min
 * @param clientErrorsPerMinute answers of 400 to 499 other than 401 and 404, last 5 min
 * @param bytesInPerSecond bytes of uploaded objects as they came, last 10 s
 * @param bytesOutPerSecond bytes of downloaded objects that connections took, last 10 s
 * @param openRequests requests that have begun and not ended, now
 * @param uploads how many of these send an object
 */
public record Traffic(
        double requestsPerSecond,
        Latency registry,
        Latency objects,
        double serverErrorsPerMinute,
        double clientErrorsPerMinute,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        int openRequests,
        int uploads) {}
