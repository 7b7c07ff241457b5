package org.quiltappliance.server.lifecycle;

/** How a command of people ended. */
public sealed interface Outcome {

    /** As wished. */
    record Done(ApplianceSnapshot snapshot) implements Outcome {}

    /** It makes no sense in the present state ({@code control-panel.md} UI-T5). */
    record Rejected(String reason) implements Outcome {}

    /** The registry is FAILED now. */
    record Failed(Problem problem) implements Outcome {}

    /** Another command came in between. */
    record Overtaken(ApplianceSnapshot snapshot) implements Outcome {}
}
