package org.quiltappliance.server;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Calendar;
import java.util.Date;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.lifecycle.Problem;

@AnalyzeClasses(packages = "org.quiltappliance.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("org.quiltappliance.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dependenciesPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("commands")
            .definedBy("org.quiltappliance.server.cli..")
            .layer("top")
            .definedBy("org.quiltappliance.server")
            .layer("edge")
            .definedBy("org.quiltappliance.server.http..")
            .layer("features")
            .definedBy(
                    "..server.packages..",
                    "..server.search..",
                    "..server.comments..",
                    "..server.backup..",
                    "..server.catalog..",
                    "..server.tables..",
                    "..server.inventory..",
                    "..server.quilt2..")
            .layer("ground")
            .definedBy(
                    "..server.accounts..",
                    "..server.objects..",
                    "..server.events..",
                    "..server.mail..",
                    "..server.trials..",
                    "..server.containers..")
            .whereLayer("commands")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("top")
            .mayOnlyBeAccessedByLayers("commands")
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("top")
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("edge", "top")
            .whereLayer("ground")
            .mayOnlyBeAccessedByLayers("features", "edge", "top", "commands");

    @ArchTest
    static final ArchRule theBaseKnowsNobodyAbove = noClasses()
            .that()
            .resideInAnyPackage(
                    "..server.contents..",
                    "..server.database..",
                    "..server.lifecycle..",
                    "..server.checks..",
                    "..server.tls..",
                    "..server.nodes..",
                    "..server.control..",
                    "..server.process..",
                    "..server.diagnostics..",
                    "..server.home..",
                    "..server.monitoring..",
                    "..server.html..",
                    "..server.config..",
                    "..server.errors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.quiltappliance.server",
                    "..server.cli..",
                    "..server.http..",
                    "..server.catalog..",
                    "..server.tables..",
                    "..server.packages..",
                    "..server.search..",
                    "..server.comments..",
                    "..server.backup..",
                    "..server.inventory..",
                    "..server.quilt2..",
                    "..server.trials..",
                    "..server.accounts..",
                    "..server.objects..",
                    "..server.events..",
                    "..server.mail..",
                    "..server.containers..")
            .because("the base is what everything else stands on");

    @ArchTest
    static final ArchRule onlyTheWebEdgeKnowsTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages("org.quiltappliance.server.http..", "org.quiltappliance.server")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "org.eclipse.jetty..", "org.glassfish..")
            .because("a feature must be usable from a test or a job without a request");

    @ArchTest
    static final ArchRule nobodyBelowKnowsBackups = noClasses()
            .that()
            .resideInAnyPackage(
                    "..server.packages..",
                    "..server.search..",
                    "..server.comments..",
                    "..server.objects..",
                    "..server.catalog..",
                    "..server.tables..",
                    "..server.inventory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.backup..")
            .because("an archive is made of what is there, and nothing that is there needs one");

    @ArchTest
    static final ArchRule noFeatureKnowsTheImport = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..server.quilt2..", "..server.cli..", "org.quiltappliance.server", "..server.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.quilt2..")
            .because("what came from an original registry is like everything else once it is here");

    @ArchTest
    static final ArchRule sqlStandsInStores = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .resideOutsideOfPackage("..server.database..")
            .should()
            .callMethod(Handle.class, "createQuery", String.class)
            .orShould()
            .callMethod(Handle.class, "createUpdate", String.class)
            .orShould()
            .callMethod(Handle.class, "execute", String.class, Object[].class)
            .because("whoever looks for SQL finds it in the stores");

    @ArchTest
    static final ArchRule onlySearchKnowsLucene = noClasses()
            .that()
            .resideOutsideOfPackage("..server.search..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule onlyObjectsKnowsS3 = noClasses()
            .that()
            .resideOutsideOfPackage("..server.objects..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..", "okio..")
            .because("what a store is made of must not be seen outside");

    @ArchTest
    static final ArchRule theWorkerForTablesNeedsLittle = classes()
            .that()
            .resideInAPackage("..server.tables.worker..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.xml.stream..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "org.quiltappliance.server.tables.worker..")
            .because("its process has no more in its class path, and must not be able to do more");

    @ArchTest
    static final ArchRule nobodyRunsTheEngineInTheAppliance = noClasses()
            .that()
            .resideOutsideOfPackage("..server.tables.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..")
            .because("one expression of a stranger could take all memory of the process that computes it");

    @ArchTest
    static final ArchRule onlyMailKnowsMail = noClasses()
            .that()
            .resideOutsideOfPackage("..server.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule containersStandOnTheBaseAlone = noClasses()
            .that()
            .resideInAPackage("..server.containers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..server.accounts..", "..server.objects..", "..server.events..", "..server.mail..")
            .because("an engine can be used before anything of the registry exists");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsTheDockerLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("..server.containers.docker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..")
            .because("everything else speaks with a ContainerRuntime, which a test can replace");

    @ArchTest
    static final ArchRule volumesAreRemovedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.quiltappliance.server.containers.docker.DockerRuntime")
            .should()
            .callMethodWhere(target(nameMatching("removeVolumeCmd|pruneCmd|withRemoveVolumes|systemPrune")))
            .because("nothing but a typed confirmation removes a volume");

    @ArchTest
    static final ArchRule onlyTlsKnowsBouncyCastle = noClasses()
            .that()
            .resideOutsideOfPackage("..server.tls..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("it is large, and is loaded only where certificates are made or read as text");

    @ArchTest
    static final ArchRule storesStayInsideTheirFeature = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .and()
            .areNotInterfaces()
            .and()
            .resideOutsideOfPackage("..server.objects..")
            .should()
            .notBePublic()
            .because("a feature is used through its service, which knows the rules");

    @ArchTest
    static final ArchRule timesAreModern = noClasses()
            .that()
            .resideOutsideOfPackages("..server.mail..", "..server.tls..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, Calendar.class)
            .because("java.time says what it means; the mail library and certificates alone ask for the old types");

    @ArchTest
    static final ArchRule everyProblemIsRaisedSomewhere = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveNameMatching("org.quiltappliance.server.lifecycle.(Container|Data)?Problems")
            .and()
            .arePublic()
            .and()
            .haveRawReturnType(Problem.class)
            .should(new ArchCondition<>("be called outside of the catalogue") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean raised = method.getAccessesToSelf().stream()
                            .anyMatch(access -> !access.getOriginOwner().equals(method.getOwner()));
                    events.add(new SimpleConditionEvent(method, raised, method.getFullName() + " is never raised"));
                }
            })
            .because("what nobody raises, nobody can be told");

    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackage("..server.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("everything else logs");
}
