package org.quiltappliance.server.containers;

/** Names of the labels that everything of ours carries ({@code control-panel.md} 8.2). */
public final class Labels {

    public static final String INSTANCE = "quilt-appliance.instance";
    public static final String ROLE = "quilt-appliance.role";
    public static final String NAME = "quilt-appliance.name";
    public static final String VERSION = "quilt-appliance.version";
    public static final String SPEC = "quilt-appliance.spec";
    public static final String IMAGE = "quilt-appliance.image";
    public static final String DATA = "quilt-appliance.data";

    private Labels() {}
}
