/**
 * What goes into a diagnostics archive and how: pieces of text, without secrets, with the names of people replaced where
 * that is wished, in one file that nobody but its owner may read. Knows logs and the home folder; what only a running
 * appliance knows is brought by whoever asks. Nothing is sent anywhere. Rules: {@code control-panel.md} DG-3 to DG-5.
 */
@NullMarked
package org.quiltappliance.server.diagnostics;

import org.jspecify.annotations.NullMarked;
