/**
 * What the appliance tells of itself: logs, what is hidden from them, and how much room the disk has. Rules: {@code
 * control-panel.md} 5.6, SE-2 and section 18.
 */
@NullMarked
package org.quiltappliance.server.monitoring;

import org.jspecify.annotations.NullMarked;
