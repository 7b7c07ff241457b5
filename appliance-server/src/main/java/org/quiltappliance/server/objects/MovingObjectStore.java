package org.quiltappliance.server.objects;

import java.util.concurrent.Executor;

/**
 * A store that may go on at another address with the same objects: a container has another port when it comes back. What
 * is under way ends with the old address, as it would have anyway.
 */
public final class MovingObjectStore extends ForwardingObjectStore {

    private volatile ObjectStore place;

    public MovingObjectStore(ObjectStore place) {
        this.place = place;
    }

    /** @param other the same objects; opened here, closed with this */
    public void moveTo(ObjectStore other) {
        other.open();
        ObjectStore before = place;
        place = other;
        before.close();
    }

    @Override
    protected ObjectStore place() {
        return place;
    }

    /** What is begun by somebody who asked before the move is done by the store that holds then. */
    @Override
    public Executor reading() {
        return work -> place.reading().execute(work);
    }

    @Override
    public Executor writing() {
        return work -> place.writing().execute(work);
    }
}
