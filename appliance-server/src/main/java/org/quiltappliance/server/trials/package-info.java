/**
 * Settings are tried before they are saved ({@code control-panel.md} CF-5): a database, an S3 server, a mail server, the public
 * addresses, an application at GitHub. A {@link org.quiltappliance.server.trials.Trial} goes through stages, tells of each, and
 * ends at the first that fails, with what to do about it. It changes nothing but what it says, and never shows a secret.
 */
@NullMarked
package org.quiltappliance.server.trials;

import org.jspecify.annotations.NullMarked;
