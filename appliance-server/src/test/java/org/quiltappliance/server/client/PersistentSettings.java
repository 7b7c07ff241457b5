package org.quiltappliance.server.client;

import java.util.HashMap;
import java.util.Map;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.ObjectsConfig.Delivery;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

/** What a process is told, so that it keeps its data in one of the places of the tests. */
final class PersistentSettings {

    static final String ADMIN_PASSWORD = "correct horse";

    private PersistentSettings() {}

    static Map<String, String> of(TestDatabase kind) {
        var settings = new HashMap<String, String>();
        if (kind == TestDatabase.H2) {
            settings.put("APPLIANCE_MODE", "test");
            return settings;
        }
        var storage = TestStorage.of(kind);
        var database = (DatabaseConfig.Postgres) storage.database();
        settings.put("APPLIANCE_MODE", "persistent");
        settings.put("APPLIANCE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        settings.put("APPLIANCE_DB", "external");
        settings.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
        if (storage.store() instanceof StoreConfig.S3 bucket) {
            settings.put("APPLIANCE_STORE", "external");
            settings.put("S3_ENDPOINT", bucket.endpoint().toString());
            settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
            settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
            settings.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
            settings.put("APPLIANCE_OBJECT_DELIVERY", storage.delivery() == Delivery.DIRECT ? "direct" : "proxy");
        } else {
            settings.put("APPLIANCE_STORE", "folder");
        }
        return settings;
    }
}
