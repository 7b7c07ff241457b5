package org.quiltappliance.server.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the images that we need: from the engine, from archives in the home folder, from their registries ({@code control-panel.md} 8.5). */
public final class Images {

    private static final Logger log = LoggerFactory.getLogger(Images.class);

    private static final int ATTEMPTS = 3;
    private static final long MEGABYTE = 1_000_000;
    private static final double UNKNOWN = -1;
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(250);

    private final ContainerRuntime runtime;
    private final Path archives;
    private final Duration betweenPulls;
    private final ContainerProblems problems;
    private final Clock clock;

    /**
     * An image to have.
     *
     * @param fallback to offer when it cannot be had
     */
    public record Wanted(Role role, ImageReference reference, Optional<String> fallback) {}

    /** @param archives folder to look into before any registry is asked; need not exist */
    public Images(
            ContainerRuntime runtime, Path archives, Duration betweenPulls, ContainerProblems problems, Clock clock) {
        this.runtime = runtime;
        this.archives = archives;
        this.betweenPulls = betweenPulls;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * The image, if the engine has it. One with a pinned digest counts when a registry gave it under that digest, or when
     * it was loaded from an archive under the same name, because an archive does not tell digests of registries.
     */
    public Optional<Image> find(ImageReference reference) {
        Optional<Image> pinned = reference.pinned().flatMap(runtime::image);
        if (pinned.isPresent()) {
            return pinned;
        }
        return reference.tagged().flatMap(runtime::image).filter(image -> fits(image, reference));
    }

    /** Whether it can be had without any registry: the engine or an archive has it. */
    public boolean isHere(ImageReference reference) {
        return find(reference).isPresent() || archiveFiles().stream().anyMatch(file -> mayHold(file, reference));
    }

    /** Where an image would come from. */
    public enum Origin {
        /** The engine has it. */
        ENGINE,
        /** An archive in the home folder holds it. */
        ARCHIVE,
        /** Its registry offers it. */
        REGISTRY,
        /** Its registry, if that has it, which could not be asked. */
        UNKNOWN
    }

    /**
     * Finds out where an image would come from, and fetches nothing ({@code control-panel.md} PF-D4).
     *
     * @param patience with its registry
     * @throws ProblemException one of the {@code IMAGE_…} problems, when it cannot be had
     */
    public Origin origin(Wanted wanted, Duration patience) throws InterruptedException {
        if (find(wanted.reference()).isPresent()) {
            return Origin.ENGINE;
        }
        if (isHere(wanted.reference())) {
            return Origin.ARCHIVE;
        }
        try {
            return runtime.isOffered(wanted.reference().toPull(), patience) ? Origin.REGISTRY : Origin.UNKNOWN;
        } catch (EngineException failed) {
            throw new ProblemException(problem(wanted, failed), failed);
        }
    }

    private static boolean mayHold(Path file, ImageReference reference) {
        try {
            return holds(ImageArchive.read(file), reference);
        } catch (IOException unusable) {
            return false;
        }
    }

    private static boolean fits(Image image, ImageReference reference) {
        return reference.digest().isEmpty()
                || image.digests().isEmpty()
                || image.hasDigest(reference.digest().get());
    }

    /**
     * The image, fetched if the engine does not have it. An interruption ends a download within seconds.
     *
     * @param detail hears what is done, for people
     * @throws ProblemException one of the {@code IMAGE_…} problems
     */
    public Image get(Wanted wanted, FetchNews detail) throws InterruptedException {
        ImageReference reference = wanted.reference();
        Optional<Image> present = find(reference);
        if (present.isPresent()) {
            return present.get();
        }
        if (loadFromArchives(reference, detail)) {
            Optional<Image> loaded = find(reference);
            if (loaded.isPresent()) {
                return loaded.get();
            }
        }
        pull(wanted, detail);
        return find(reference).orElseThrow(() -> new ProblemException(mismatch(reference)));
    }

    private Problem mismatch(ImageReference reference) {
        String expected = reference.digest().orElse(reference.toString());
        String actual = reference
                .tagged()
                .flatMap(runtime::image)
                .map(image ->
                        image.digests().isEmpty() ? image.id() : image.digests().get(0))
                .orElse("nothing");
        return problems.imageDigestMismatch(reference.toString(), expected, actual);
    }

    private boolean loadFromArchives(ImageReference reference, FetchNews detail) throws InterruptedException {
        for (Path file : archiveFiles()) {
            try {
                if (holds(ImageArchive.read(file), reference)) {
                    detail.accept("Loading " + file.getFileName());
                    runtime.load(file, news(detail, "Loading " + file.getFileName()));
                    return true;
                }
            } catch (IOException | EngineException unusable) {
                log.warn("The archive of images {} cannot be used.", file, unusable);
            }
        }
        return false;
    }

    private List<Path> archiveFiles() {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(Images::isArchive).sorted().toList();
        } catch (IOException unreadable) {
            log.warn("The folder of images cannot be read.", unreadable);
            return List.of();
        }
    }

    private static boolean isArchive(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    private static boolean holds(ImageArchive archive, ImageReference reference) {
        return archive.images().stream().anyMatch(image -> isMeant(image, reference));
    }

    private static boolean isMeant(ImageArchive.ArchivedImage image, ImageReference reference) {
        return reference.tagged().filter(image.tags()::contains).isPresent();
    }

    private void pull(Wanted wanted, FetchNews detail) throws InterruptedException {
        String what = "Getting "
                + wanted.reference().tagged().orElse(wanted.reference().name());
        Duration pause = betweenPulls;
        for (int attempt = 1; ; attempt++) {
            detail.accept(what);
            detail.share(UNKNOWN);
            try {
                runtime.pull(wanted.reference().toPull(), news(detail, what));
                return;
            } catch (EngineException failed) {
                if (attempt > ATTEMPTS || !mayPass(failed)) {
                    throw new ProblemException(problem(wanted, failed), failed);
                }
                log.info("The download of {} failed and is tried again: {}", wanted.reference(), failed.text());
                detail.accept(what + " – trying again, because " + failed.text());
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean mayPass(EngineException failed) {
        return switch (failed.kind()) {
            case NO_NETWORK, REFUSED, UNREACHABLE -> true;
            case NOT_PERMITTED,
                    NOT_FOUND,
                    CONFLICT,
                    PORT_TAKEN,
                    IMAGE_DENIED,
                    RATE_LIMIT,
                    WRONG_CPU,
                    WRONG_DIGEST,
                    INTERRUPTED,
                    NO_SPACE -> false;
        };
    }

    private Problem problem(Wanted wanted, EngineException failed) {
        ImageReference reference = wanted.reference();
        String image = reference.toString();
        String setting = wanted.role().imageSetting();
        return switch (failed.kind()) {
            case IMAGE_DENIED, NOT_FOUND -> problems.imageNotFound(setting, image, wanted.fallback(), failed.text());
            case RATE_LIMIT -> problems.imageRateLimit(image, reference.registry(), failed.text());
            case WRONG_CPU ->
                problems.imageWrongCpu(setting, image, runtime.info().architecture(), wanted.fallback(), failed.text());
            case WRONG_DIGEST ->
                problems.imageDigestMismatch(image, reference.digest().orElse(image), failed.text());
            case UNREACHABLE, NOT_PERMITTED -> problems.dockerGone("the engine", failed.text());
            case NO_NETWORK -> problems.imageNoNetwork(image, reference.registry(), failed.text());
            case REFUSED, CONFLICT, PORT_TAKEN, INTERRUPTED, NO_SPACE ->
                problems.refused("The download of " + image, failed.text());
        };
    }

    /** Bytes and speed in words, a few times a second. */
    private Consumer<Transfer> news(FetchNews detail, String what) {
        Instant begun = clock.instant();
        var last = new Instant[] {Instant.MIN};
        return transfer -> {
            Instant now = clock.instant();
            if (transfer.total() == 0 || now.isBefore(last[0].plus(BETWEEN_NEWS))) {
                return;
            }
            last[0] = now;
            long millis = Math.max(1, Duration.between(begun, now).toMillis());
            detail.accept(what + " – " + transfer.bytes() / MEGABYTE + " of " + transfer.total() / MEGABYTE + " MB, "
                    + transfer.bytes() * 1000 / millis / MEGABYTE + " MB/s");
            detail.share((double) transfer.bytes() / transfer.total());
        };
    }

    /**
     * Takes in an archive that holds nothing but images we want.
     *
     * @throws Invalid if it holds others, or none; nothing is loaded then
     */
    public ImageArchive load(Path file, List<Wanted> wanted, Consumer<String> detail) throws InterruptedException {
        ImageArchive archive;
        try {
            archive = ImageArchive.read(file);
        } catch (IOException unreadable) {
            throw new Invalid("The file " + file + " cannot be read as an archive of images.", unreadable);
        }
        var others = archive.images().stream()
                .filter(image -> wanted.stream().noneMatch(one -> isMeant(image, one.reference())))
                .map(image -> image.tags().isEmpty() ? image.id() : String.join(", ", image.tags()))
                .toList();
        if (!others.isEmpty() || archive.images().isEmpty()) {
            throw new Invalid("Nothing was loaded, because the archive holds "
                    + (others.isEmpty() ? "no image" : String.join(", ", others)) + ". Wanted are: "
                    + String.join(
                            ", ",
                            wanted.stream()
                                    .map(one -> one.reference().toString())
                                    .toList())
                    + ".");
        }
        try {
            runtime.load(file, news(detail::accept, "Loading " + file.getFileName()));
            return archive;
        } catch (IOException unreadable) {
            throw new Invalid("The file " + file + " cannot be read.", unreadable);
        }
    }

    /**
     * Writes the images to one archive, for a computer without network.
     *
     * @throws NotFound if the engine lacks one
     */
    public void save(List<Wanted> wanted, Path file) throws InterruptedException {
        var names = new ArrayList<String>();
        for (Wanted one : wanted) {
            Image image = find(one.reference())
                    .orElseThrow(() -> new NotFound(
                            "The image " + one.reference() + " is not here yet. Start the registry once, or pull it."));
            String name = one.reference()
                    .tagged()
                    .orElse(one.reference().name() + ":" + image.id().substring("sha256:".length(), 19));
            if (runtime.image(name).filter(image::equals).isEmpty()) {
                // Pulled by digest: the archive needs a name, and the reader looks for this one.
                runtime.tag(image.id(), name);
            }
            names.add(name);
        }
        try {
            runtime.save(names, file);
        } catch (IOException failed) {
            throw new Unavailable("The archive " + file + " cannot be written.", failed);
        }
    }
}
