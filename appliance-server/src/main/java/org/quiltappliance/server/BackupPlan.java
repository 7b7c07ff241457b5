package org.quiltappliance.server;

import java.util.Optional;
import org.quiltappliance.server.config.BackupConfig;

/**
 * How backups are made by themselves.
 *
 * @param off why none is, whatever the settings say; empty when they decide
 * @param fixed why the settings cannot be changed here; empty when they can
 */
public record BackupPlan(BackupConfig wanted, Optional<String> off, Optional<String> fixed) {}
