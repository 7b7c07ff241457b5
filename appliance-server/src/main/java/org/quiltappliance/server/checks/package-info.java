/**
 * Looks at the computer and at the registry's addresses before and during a start: folders, disk, ports and who holds
 * them, and whether a client that uses the public address reaches us. Changes nothing. Rules: {@code control-panel.md}
 * 5.5 and section 7.
 */
@NullMarked
package org.quiltappliance.server.checks;

import org.jspecify.annotations.NullMarked;
