/**
 * The web edge: Jetty and Jersey, resources, requests and answers as records, filters, and core handlers for hot paths.
 * The one place that knows HTTP.
 */
@NullMarked
package org.quiltappliance.server.http;

import org.jspecify.annotations.NullMarked;
