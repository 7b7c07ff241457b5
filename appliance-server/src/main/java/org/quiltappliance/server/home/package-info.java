/**
 * The home folder: where its files are, how they are written so that a crash leaves the old or the new one, and the lock
 * that keeps a second process out. Knows nothing of what the files say. Rules: {@code control-panel.md} sections 3 and
 * 15.3.
 */
@NullMarked
package org.quiltappliance.server.home;

import org.jspecify.annotations.NullMarked;
