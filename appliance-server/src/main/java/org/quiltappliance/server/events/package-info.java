/**
 * The append-only record of pushes, installs, previews and deletions, and what is counted from it. Events name owners,
 * packages and people as plain text and outlive all three (registry-api.md 5.1).
 */
@NullMarked
package org.quiltappliance.server.events;

import org.jspecify.annotations.NullMarked;
