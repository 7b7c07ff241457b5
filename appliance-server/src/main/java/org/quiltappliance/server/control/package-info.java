/**
 * The way by which commands reach a running appliance of the same user: lines of JSON over a socket in the home folder, or
 * over a loopback port with a token where such sockets cannot be had. Knows nothing of what is asked. Rules: {@code
 * control-panel.md} SI-3 and SE-7.
 */
@NullMarked
package org.quiltappliance.server.control;

import org.jspecify.annotations.NullMarked;
