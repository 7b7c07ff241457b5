@NullMarked
package org.quiltappliance.server.backup;

import org.jspecify.annotations.NullMarked;
