package org.quiltappliance.server.packages;

import java.time.Instant;

/** Access promised to whoever proves to own an e-mail address. */
public record Invitation(long id, String owner, String name, String email, Instant invitedAt) {}
