package org.quiltappliance.server;

import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.quilt2.ImportReport;
import org.quiltappliance.server.quilt2.ImportRequest;
import org.quiltappliance.server.quilt2.Imports;

/** Brings the data of an original registry into an appliance, whether it runs or not. */
final class DataImport {

    private final DataAccess access;
    private final Redaction redaction;

    /** @param redaction learns the secrets of the original */
    DataImport(DataAccess access, Redaction redaction) {
        this.access = access;
        this.redaction = redaction;
    }

    ImportReport run(ImportRequest request, TaskProgress progress) throws Exception {
        redaction.hide(request.database().password().reveal());
        if (request.objects() instanceof StoreConfig.S3 s3) {
            redaction.hide(s3.secretKey().reveal());
        }
        requireOtherPlaces(access.config(), request);
        try {
            return opened(request, progress);
        } catch (RuntimeException failed) {
            // What was given up while places were opened fails in many ways; this tells it by its name.
            progress.decide();
            throw failed;
        }
    }

    /** Who took over the settings of the original has its places, too, and would write there. */
    private static void requireOtherPlaces(ApplianceConfig own, ImportRequest request) {
        if (own.database() instanceof DatabaseConfig.Postgres database
                && DatabaseProbe.endpoint(database).equals(DatabaseProbe.endpoint(request.database()))) {
            throw new Conflict("The settings of this appliance name the database of the original as its own. Give it"
                    + " another one: config set APPLIANCE_DB managed, or config set SQLALCHEMY_DATABASE_URI -");
        }
        if (own.objects().store() instanceof StoreConfig.S3 store
                && request.objects() instanceof StoreConfig.S3 original
                && store.endpoint().equals(original.endpoint())
                && store.bucket().equals(original.bucket())) {
            throw new Conflict(
                    "The settings of this appliance name the bucket of the original as its own, where it would"
                            + " change things. Give it another place: config set APPLIANCE_STORE managed, or config set"
                            + " PACKAGE_BUCKET_NAME ANOTHER");
        }
    }

    private ImportReport opened(ImportRequest request, TaskProgress progress) throws Exception {
        return access.use(progress, open -> {
            if (access.running() instanceof DataAccess.Running.Up up
                    && up.plan().isReadOnly()) {
                throw new Conflict("Stored files are missing, and the registry is read-only until that is put in order."
                        + " Nothing is imported before.");
            }
            progress.tell("Looking at the original");
            var data = open.data();
            var report = new Imports(data.place(), data.lock(), data.listener()).run(request, progress);
            open.remember();
            return report;
        });
    }
}
