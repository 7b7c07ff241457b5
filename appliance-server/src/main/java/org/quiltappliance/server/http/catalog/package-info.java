/**
 * The catalog's side of the web edge ({@code catalog.md} 12.12 and 13): its session cookie, its routes under {@code /api/ui/}, raw
 * files and archives, and the files of its pages. On the catalog's port alone. Shapes of answers: {@code openapi.json}.
 */
@NullMarked
package org.quiltappliance.server.http.catalog;

import org.jspecify.annotations.NullMarked;
