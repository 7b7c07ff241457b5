package org.quiltappliance.server.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The last handler: whatever nobody knew is not found. */
final class NothingHere extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        JsonReply.message(response, 404, "Not found. The registry has nothing at this address.", callback);
        return true;
    }
}
