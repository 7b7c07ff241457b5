package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.http.PieceBuffers.Lent;

class PieceBuffersTest {

    private final ArrayByteBufferPool.Tracking small = new ArrayByteBufferPool.Tracking();
    private final PieceBuffers buffers = new PieceBuffers();

    @Test
    void largeObjectsGetLargePiecesAsLongAsThereAreSome() {
        List<Lent> lent = new ArrayList<>();
        for (int i = 0; i < PieceBuffers.LARGE_ONES; i++) {
            lent.add(buffers.take(1_000_000_000, small));
        }

        var oneMore = buffers.take(1_000_000_000, small);

        assertThat(lent).allMatch(one -> one.buffer().capacity() == PieceBuffers.LARGE_BYTES);
        assertThat(lent.stream().map(one -> System.identityHashCode(one.buffer())))
                .doesNotHaveDuplicates();
        assertThat(oneMore.buffer().capacity()).isEqualTo(PieceBuffers.SMALL_BYTES);
        oneMore.close();
        lent.get(0).close();
        try (var again = buffers.take(1_000_000_000, small)) {
            assertThat(again.buffer()).isSameAs(lent.get(0).buffer());
        }
    }

    @Test
    void smallObjectsLeaveTheLargePiecesToOthers() {
        try (var lent = buffers.take(PieceBuffers.SMALL_BYTES, small)) {
            assertThat(lent.buffer().capacity()).isEqualTo(PieceBuffers.SMALL_BYTES);
            assertThat(small.getLeaks()).hasSize(1);
        }
        assertThat(small.getLeaks()).isEmpty();
    }
}
