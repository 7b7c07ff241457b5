/**
 * The life of the appliance: its states and which changes are allowed, the immutable snapshot that everybody watches,
 * and the steps of a start with their undoing. Rules: {@code control-panel.md} section 5.
 */
@NullMarked
package org.quiltappliance.server.lifecycle;

import org.jspecify.annotations.NullMarked;
