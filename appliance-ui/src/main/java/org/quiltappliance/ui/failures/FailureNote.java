package org.quiltappliance.ui.failures;

import org.quiltappliance.ui.dialogs.Dialog;

/** @param details for somebody who looks for the fault; without secrets */
public record FailureNote(String details) implements Dialog.Content {}
