/** The accounts of the registry ({@code control-panel.md} 13.3): who may sign in, who administers, and how people get in again. */
@NullMarked
package org.quiltappliance.ui.users;

import org.jspecify.annotations.NullMarked;
