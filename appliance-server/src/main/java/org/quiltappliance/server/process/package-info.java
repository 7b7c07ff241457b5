/** What the operating system says to a process of ours: that it is to end. */
@NullMarked
package org.quiltappliance.server.process;

import org.jspecify.annotations.NullMarked;
