package org.quiltappliance.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service under test in a folder of its own for each test. */
abstract class ServiceSetup {

    @TempDir
    Path folder;

    ServiceUnderTest test;

    @BeforeEach
    void prepare() {
        test = new ServiceUnderTest(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }
}
