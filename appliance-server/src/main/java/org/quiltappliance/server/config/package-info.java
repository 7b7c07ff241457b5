/**
 * The settings of the appliance as one immutable tree of records, read once and passed down in pieces, and the sources
 * its values come from. Names and rules: {@code control-panel.md} section 4.
 */
@NullMarked
package org.quiltappliance.server.config;

import org.jspecify.annotations.NullMarked;
