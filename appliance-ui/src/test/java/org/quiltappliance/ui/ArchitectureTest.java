package org.quiltappliance.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javafx.application.Platform;
import org.quiltappliance.ui.state.FxThread;

@AnalyzeClasses(packages = "org.quiltappliance.ui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule windowSpeaksWithTheServiceAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "com.github.dockerjava..",
                    "io.minio..",
                    "org.eclipse.jetty..",
                    "org.glassfish..",
                    "org.jdbi..",
                    "com.zaxxer..",
                    "org.quiltappliance.server.http..",
                    "org.quiltappliance.server.database..",
                    "org.quiltappliance.server.objects..",
                    "org.quiltappliance.server.containers..",
                    "org.quiltappliance.server.packages..",
                    "org.quiltappliance.server.cli..")
            .because("no rule of the appliance lives in the window (control-panel.md UI-T1)");

    @ArchTest
    static final ArchRule oneHopOntoTheJavaFxThread = noClasses()
            .that()
            .doNotBelongToAnyOf(FxThread.class)
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class)
            .because("FxThread alone does (control-panel.md UI-T2)");

    @ArchTest
    static final ArchRule viewModelsNeedNoWindow = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.animation..")
            .because("they are tested without one");

    @ArchTest
    static final ArchRule controlsKnowNoPage = noClasses()
            .that()
            .resideInAnyPackage("..ui.controls..", "..ui.theme..", "..ui.text..", "..ui.state..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..ui.shell..",
                    "..ui.overview..",
                    "..ui.connect..",
                    "..ui.logs..",
                    "..ui.backups..",
                    "..ui.mode..",
                    "..ui.diagnostics..",
                    "..ui.fixes..",
                    "..ui.users..",
                    "..ui.packages..",
                    "..ui.storage..",
                    "..ui.settings..",
                    "..ui.wizard..",
                    "..ui.remote..",
                    "..ui.exit..",
                    "..ui.tray..",
                    "..ui.autostart..",
                    "..ui.failures..",
                    "..ui.dialogs..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.quiltappliance.ui.(*)..").should().beFreeOfCycles();
}
