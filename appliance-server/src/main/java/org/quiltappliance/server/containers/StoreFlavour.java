package org.quiltappliance.server.containers;

import java.util.List;
import java.util.Map;

/** A kind of object store, and what its image wants to hear ({@code control-panel.md} 8.3). */
public enum StoreFlavour {
    MINIO(
            "minio",
            List.of("server", "/data", "--address", ":9000", "--console-address", ":9001"),
            Map.of("MINIO_BROWSER", "off", "MINIO_UPDATE", "off"),
            "MINIO_ROOT_USER_FILE",
            "MINIO_ROOT_PASSWORD_FILE",
            true,
            List.of("/minio/health/live", "/minio/health/ready"),
            "/data/.minio.sys/format.json"),
    /** Reads no files with secrets, so they stand in its environment. */
    RUSTFS(
            "rustfs",
            List.of("/data"),
            Map.of("RUSTFS_ADDRESS", ":9000", "RUSTFS_CONSOLE_ENABLE", "false"),
            "RUSTFS_ACCESS_KEY",
            "RUSTFS_SECRET_KEY",
            false,
            List.of("/health"),
            "/data/.rustfs.sys/format.json");

    /** How the format of data of every flavour ends. */
    static final String FORMAT = "-fs";

    private final String label;
    private final List<String> command;
    private final Map<String, String> environment;
    private final String accessKeyVariable;
    private final String secretKeyVariable;
    private final boolean readsSecretFiles;
    private final List<String> healthPaths;
    private final String signOfData;

    StoreFlavour(
            String label,
            List<String> command,
            Map<String, String> environment,
            String accessKeyVariable,
            String secretKeyVariable,
            boolean readsSecretFiles,
            List<String> healthPaths,
            String signOfData) {
        this.label = label;
        this.command = command;
        this.environment = environment;
        this.accessKeyVariable = accessKeyVariable;
        this.secretKeyVariable = secretKeyVariable;
        this.readsSecretFiles = readsSecretFiles;
        this.healthPaths = healthPaths;
        this.signOfData = signOfData;
    }

    /** In {@code images.properties}, and in the label that tells the format of a volume. */
    public String label() {
        return label;
    }

    /** In the label of a volume. */
    String dataFormat() {
        return label + FORMAT;
    }

    List<String> command() {
        return command;
    }

    Map<String, String> environment() {
        return environment;
    }

    String accessKeyVariable() {
        return accessKeyVariable;
    }

    String secretKeyVariable() {
        return secretKeyVariable;
    }

    /** Whether secrets can be kept out of the environment, where {@code docker inspect} shows them. */
    public boolean readsSecretFiles() {
        return readsSecretFiles;
    }

    /** All have to answer 200. */
    public List<String> healthPaths() {
        return healthPaths;
    }

    /** A file that is there as soon as the store has been used. */
    String signOfData() {
        return signOfData;
    }
}
