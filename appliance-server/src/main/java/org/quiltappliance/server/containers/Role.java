package org.quiltappliance.server.containers;

/** What a container is for. */
public enum Role {
    POSTGRES("postgres", "PostgreSQL", "database", "APPLIANCE_DB_IMAGE", "APPLIANCE_DB_PORT", "postgres.log"),
    STORE("store", "The object storage", "files", "APPLIANCE_STORE_IMAGE", "APPLIANCE_STORE_PORT", "store.log");

    private final String label;
    private final String component;
    private final String data;
    private final String imageSetting;
    private final String portSetting;
    private final String logFile;

    Role(String label, String component, String data, String imageSetting, String portSetting, String logFile) {
        this.label = label;
        this.component = component;
        this.data = data;
        this.imageSetting = imageSetting;
        this.portSetting = portSetting;
        this.logFile = logFile;
    }

    /** In names and labels. */
    public String label() {
        return label;
    }

    /** For people, at the beginning of a sentence. */
    public String component() {
        return component;
    }

    /** What it keeps, for people. */
    String data() {
        return data;
    }

    /** Whether data of that format, as the label of a volume tells it, are for this. */
    boolean holds(String format) {
        return switch (this) {
            case POSTGRES -> PostgresMajor.ofFormat(format).isPresent();
            case STORE -> format.endsWith(StoreFlavour.FORMAT);
        };
    }

    /** The setting that names its image. */
    public String imageSetting() {
        return imageSetting;
    }

    /** The setting that names its port on this computer. */
    public String portSetting() {
        return portSetting;
    }

    /** Where its lines go, in the folder of logs. */
    public String logFile() {
        return logFile;
    }
}
