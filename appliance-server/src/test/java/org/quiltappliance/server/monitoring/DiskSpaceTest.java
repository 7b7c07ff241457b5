package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceTest {

    private static final long MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        // free and total in MiB, full, low
        "511, 10000, true, true",
        "512, 10000, false, true",
        "999, 100000, true, true",
        "1000, 100000, false, true",
        "5119, 20000, false, true",
        "5120, 20000, false, false",
        "9000, 200000, false, true",
        "10000, 200000, false, false"
    })
    void meansWhatTheTableSays(long free, long total, boolean full, boolean low) {
        var space = new DiskSpace(free * MEBIBYTE, total * MEBIBYTE);

        assertThat(space.isFull()).isEqualTo(full);
        assertThat(space.isLow()).isEqualTo(low);
    }

    @Test
    void realDiskHasSomeRoom() throws IOException {
        var space = DiskSpace.of(Path.of("."));

        assertThat(space.total()).isGreaterThanOrEqualTo(space.free()).isPositive();
    }
}
