/**
 * The web edge: Jetty, Jersey, the routes of {@code registry-api.md} section 2, and the shapes of requests and answers.
 * A resource method parses, asks one service, and shapes the answer; it decides nothing. Every failure becomes a status
 * and {@code {"message": ...}} in {@link org.quiltappliance.server.http.ErrorMapper}.
 */
@NullMarked
package org.quiltappliance.server.http;

import org.jspecify.annotations.NullMarked;
