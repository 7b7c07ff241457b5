/**
 * The command {@code quilt-appliance}: reads arguments, speaks to {@link org.quiltappliance.server.ApplianceService} or,
 * over the control channel, to the process that has it, and prints. Results go to standard output, everything else to
 * standard error. Rules: {@code control-panel.md} section 16.
 */
@NullMarked
package org.quiltappliance.server.cli;

import org.jspecify.annotations.NullMarked;
