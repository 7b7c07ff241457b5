package org.quiltappliance.server.objects;

/** What a link is good for; a link for one of these is no good for another ({@code registry-api.md} 7.2). */
public enum LinkMethod {
    GET,
    HEAD,
    PUT
}
