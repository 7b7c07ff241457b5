/**
 * Markup that is safe to send. Texts from outside become {@link org.quiltappliance.server.html.Html} only by being
 * escaped, so a page or mail made of it cannot be injected into. Pure; knows neither web nor mail.
 */
@NullMarked
package org.quiltappliance.server.html;

import org.jspecify.annotations.NullMarked;
