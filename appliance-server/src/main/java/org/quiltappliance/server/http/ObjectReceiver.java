package org.quiltappliance.server.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.objects.ObjectStore.Upload;

/**
 * Takes the body of an upload as it comes; no thread waits for a slow client. Whatever ends it early (a broken
 * connection, silence, wrong content, a full disk) leaves nothing in the store.
 */
final class ObjectReceiver implements Runnable {

    private final Upload upload;
    private final Executor threads;
    private final ObjectAnswer answer;
    private final TrafficMeter traffic;

    /** @param threads may wait for the store */
    ObjectReceiver(Upload upload, Executor threads, ObjectAnswer answer, TrafficMeter traffic) {
        this.upload = upload;
        this.threads = threads;
        this.answer = answer;
        this.traffic = traffic;
    }

    /** More of the body is there. */
    @Override
    public void run() {
        answer.workOn(threads, this::receive);
    }

    /** To be called on a thread that may wait. */
    void receive() {
        boolean complete;
        try {
            complete = takeWhatIsThere();
        } catch (RuntimeException refused) {
            upload.close();
            answer.fail(refused);
            return;
        }
        if (complete) {
            upload.close();
            answer.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
            answer.empty(200);
        }
    }

    /** Whether the object is complete; if not, more will come or nothing ever. */
    private boolean takeWhatIsThere() {
        while (true) {
            var chunk = answer.request().read();
            if (chunk == null) {
                answer.request().demand(this);
                return false;
            }
            if (Content.Chunk.isFailure(chunk)) {
                upload.close();
                answer.callback().failed(chunk.getFailure());
                return false;
            }
            traffic.received(chunk.remaining());
            try {
                upload.write(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
            if (chunk.isLast()) {
                upload.commit();
                return true;
            }
        }
    }
}
