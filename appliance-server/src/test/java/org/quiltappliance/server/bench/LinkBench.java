package org.quiltappliance.server.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.objects.RegistryLinks;
import org.quiltappliance.server.objects.S3Links;

/** How many links one processor signs and writes in a second, for objects of one owner. In this process. */
final class LinkBench implements Bench {

    private static final int LINKS = 100_000;
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Secret SECRET = new Secret("a secret of the benchmarks");

    private final Options options;

    LinkBench(Options options) {
        this.options = options;
    }

    @Override
    public void run(Report report) throws IOException {
        int runs = options.quick() ? 3 : 7;
        var hashes = hashes();
        var own = new RegistryLinks(
                () -> URI.create("http://localhost:5000"),
                SECRET.reveal().getBytes(StandardCharsets.UTF_8),
                () -> LIFETIME,
                Clock.systemUTC());
        var bucket = new StoreConfig.S3(
                URI.create("https://s3.example.org"),
                Optional.empty(),
                "package",
                "us-east-1",
                StoreConfig.PathStyle.AUTO,
                "an access key",
                SECRET);
        var s3 = new S3Links(bucket, () -> LIFETIME, Clock.systemUTC());
        report.section("Links signed per second");
        var table = new Report.Table("link", "aim", "measured, one thread, median of " + runs);
        table.row("through the registry", "50,000", Figures.spread(rates(own, hashes, runs), Figures::rate));
        table.row("presigned, to the S3 server", "50,000", Figures.spread(rates(s3, hashes, runs), Figures::rate));
        report.table(table);
    }

    private static List<Hash> hashes() {
        var random = new Random(1);
        return IntStream.range(0, LINKS)
                .mapToObj(i -> {
                    var bytes = new byte[Hash.BYTES];
                    random.nextBytes(bytes);
                    return Hash.of(bytes);
                })
                .toList();
    }

    /** The first runs are for the compiler. */
    private static Sample rates(ObjectLinks links, List<Hash> hashes, int runs) throws IOException {
        var rates = new ArrayList<Double>();
        for (int run = -2; run < runs; run++) {
            long before = System.nanoTime();
            var writer = links.writer(LinkMethod.GET, "alice");
            for (Hash hash : hashes) {
                writer.write(hash, OutputStream.nullOutputStream());
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            if (run >= 0) {
                rates.add(hashes.size() / seconds);
            }
        }
        return new Sample(rates);
    }
}
