/**
 * The pages that work without scripts: sign-in, one-time code, sign-up, passwords, and the few of the catalog that
 * exist without it. Plain forms, complete HTML, one style sheet, nothing from elsewhere; usable in a text browser.
 * Addresses and messages: {@code registry-api.md} 2.1 and {@code catalog.md} section 5.
 */
@NullMarked
package org.quiltappliance.server.http.pages;

import org.jspecify.annotations.NullMarked;
