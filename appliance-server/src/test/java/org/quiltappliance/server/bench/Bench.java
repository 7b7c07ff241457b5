package org.quiltappliance.server.bench;

import java.io.IOException;

/** One part of the page. */
interface Bench {

    /** Measures, and adds what it found to the report. */
    void run(Report report) throws IOException;
}
