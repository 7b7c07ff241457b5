package org.quiltappliance.server.http;

import org.eclipse.jetty.server.Response;

/**
 * What this node's health answers carry, so that whoever asks a public address can tell who answered.
 *
 * @param boot random text of this run
 * @param proof shows another node of the same registry that this one belongs to it, too
 */
public record NodeMark(String boot, String proof) {

    static final String BOOT_HEADER = "X-Appliance-Boot";
    private static final String NODE_HEADER = "X-Appliance-Node";

    void put(Response response) {
        response.getHeaders().put(BOOT_HEADER, boot);
        response.getHeaders().put(NODE_HEADER, proof);
    }
}
