package org.quiltappliance.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.objects.ObjectContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a part of an object piece by piece, each when the connection has taken the one before. No thread waits for a
 * slow client, so any number of transfers may run at once (client-protocol.md 12.4). Closes the content.
 */
final class ObjectSender extends IteratingCallback {

    private static final Logger log = LoggerFactory.getLogger(ObjectSender.class);

    private final ObjectContent content;
    private final Executor threads;
    private final ObjectAnswer answer;
    private final TrafficMeter traffic;
    private final PieceBuffers.Lent spare;
    private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
    private final long end;
    private long position;
    private long told;

    /** @param threads may wait for the store */
    ObjectSender(
            ObjectContent content,
            ObjectRange range,
            PieceBuffers buffers,
            Executor threads,
            ObjectAnswer answer,
            TrafficMeter traffic) {
        this.content = content;
        this.threads = threads;
        this.answer = answer;
        this.traffic = traffic;
        this.position = range.first();
        this.told = position;
        this.end = range.first() + range.count();
        this.spare =
                buffers.take(range.count(), answer.request().getComponents().getByteBufferPool());
    }

    @Override
    protected Action process() {
        traffic.sent(position - told);
        told = position;
        if (position == end) {
            return Action.SUCCEEDED;
        }
        // Handing each piece to another thread would take longer than reading it, as long as the client takes them at
        // once.
        if (Thread.currentThread() == reader.get()) {
            sendPiece();
        } else {
            threads.execute(this::sendPieces);
        }
        return Action.SCHEDULED;
    }

    private void sendPieces() {
        Thread present = Thread.currentThread();
        reader.set(present);
        sendPiece();
        // Another thread may have gone on in the meantime.
        reader.compareAndSet(present, null);
    }

    private void sendPiece() {
        ByteBuffer piece;
        try {
            piece = content.bytes(position, end - position, spare.buffer());
        } catch (IOException | RuntimeException failed) {
            failed(failed);
            return;
        }
        position += piece.remaining();
        answer.response().write(position == end, piece, this);
    }

    @Override
    protected void onCompleteSuccess() {
        release();
        answer.callback().succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        release();
        if (answer.response().isCommitted()) {
            answer.callback().failed(failure);
        } else {
            answer.response().reset();
            answer.fail(new Unavailable("This object cannot be read now.", failure));
        }
    }

    private void release() {
        spare.close();
        try {
            threads.execute(content::close);
        } catch (RejectedExecutionException stopping) {
            log.debug("The store is closed already", stopping);
            content.close();
        }
    }
}
