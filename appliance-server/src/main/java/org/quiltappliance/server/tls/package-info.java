/**
 * The certificate that both ports show: made here by an authority of our own, or read from the administrator's files;
 * judged, renewed, and believed by our own checks. Keys never leave this package but into the server's memory. The only
 * package that knows Bouncy Castle ({@code docs/adr/0009-tls.md}).
 */
@NullMarked
package org.quiltappliance.server.tls;

import org.jspecify.annotations.NullMarked;
