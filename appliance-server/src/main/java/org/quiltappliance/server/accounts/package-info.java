/**
 * People: accounts, passwords, tokens, one-time codes and links, and who the {@link
 * org.quiltappliance.server.accounts.Caller} of a request is. Rules: {@code registry-api.md} section 3.
 */
@NullMarked
package org.quiltappliance.server.accounts;

import org.jspecify.annotations.NullMarked;
