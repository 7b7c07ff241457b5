package org.quiltappliance.server.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.quiltappliance.server.testing.Folders;

/** Kills the appliance as often as is asked for, and writes the page about it. Entry of {@code ./run soak}. */
public final class Soak {

    private static final Path PAGE = Path.of("docs", "reliability.md");
    private static final int SHOWN_KILLS = 25;

    private final SoakOptions options;
    private final Tally tally = new Tally();

    private Soak(SoakOptions options) {
        this.options = options;
    }

    /** @param arguments as {@link SoakOptions#USAGE} says; ends with 1 when anything was lost */
    public static void main(String[] arguments) throws Exception {
        SoakOptions options;
        try {
            options = SoakOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Soak(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        var began = Instant.now();
        long seed = options.seed().orElseGet(() -> new Random().nextLong());
        var page = new SoakPage(options, seed, tally);
        var random = new Random(seed);
        var kinds = options.kind().map(List::of).orElseGet(() -> List.of(Stage.Kind.values()));
        boolean good = true;
        int stage = 0;
        for (int left = options.kills(); left > 0 && good; left -= SHOWN_KILLS) {
            good = stage(kinds.get(stage++ % kinds.size()), random.nextLong(), Math.min(left, SHOWN_KILLS));
            System.err.println("soak: " + tally.killed() + " of " + options.kills() + " kills, "
                    + Duration.between(began, Instant.now()).toSeconds() + " s");
            if (good && options.write()) {
                // Again after each stage: whatever ends the run, the page says what really ran.
                Files.writeString(PAGE, page.markdown(Duration.between(began, Instant.now())));
            }
        }
        if (good) {
            System.out.println(page.markdown(Duration.between(began, Instant.now())));
        }
        return good;
    }

    private boolean stage(Stage.Kind kind, long seed, int kills) throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(options.folder()), "soak");
        try {
            Rounds.play(kind, folder, seed, kills, tally);
            tally.add("kills with " + kind, kills);
            return true;
        } catch (AssertionError lost) {
            System.err.println("soak: stage with --kind " + SoakOptions.word(kind) + " and its own seed " + seed
                    + ", kept in " + folder);
            lost.printStackTrace();
            Files.writeString(folder.resolve("why"), lost.toString());
            return false;
        } finally {
            if (!Files.exists(folder.resolve("why"))) {
                Folders.delete(folder);
            }
        }
    }
}
