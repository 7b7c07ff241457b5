/** What people do with the control panel from beginning to end, with real clients, databases, stores and containers. */
@NullMarked
package org.quiltappliance.ui.stories;

import org.jspecify.annotations.NullMarked;
