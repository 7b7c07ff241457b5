/**
 * What can go wrong, said once: a closed set of kinds that tell a caller what to do. The edge turns a kind into a
 * status; nothing in between catches. Messages are for people; where clients depend on a text, it is a constant beside
 * the code that throws it.
 */
@NullMarked
package org.quiltappliance.server.errors;

import org.jspecify.annotations.NullMarked;
