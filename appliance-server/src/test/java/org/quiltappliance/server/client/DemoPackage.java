package org.quiltappliance.server.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The small package of the recorded transcripts: a README, a file with metadata, an empty file and one of 40,000 bytes;
 * {@code build2.yml} adds a copy.
 */
public final class DemoPackage {

    static final String FIRST_HASH = "2c0b8c305e243ed338b00b4a532ebb56d9a8be54b56d5dd67851279590312f17";
    static final String SECOND_HASH = "1d01049a426ba2e0d6c36b96ddfa77b8dbadc513ca35106dcc38494393fb1e9d";

    static final String README_OBJECT = "f8775a1cdaf9360e5839215e1bda97114427b615f96cfe41fd837054483dbb77";
    static final String SMALL_OBJECT = "4808c2625adefc5b284fae454f06ecb298854bef0b7dcc9376f9a7ac8aec2b44";
    static final String BIG_OBJECT = "88bf6158db38cea8537aa02f92e3ef7047baceba2eedd7e3f981b07080757e2a";
    static final String EMPTY_OBJECT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final String METADATA_OBJECT = "8910cbfffa83d1705c766cd09c56a045e481b7946d4d2a0f9ec765686c1a6a04";

    private static final String BUILD = """
            contents:
              README:
                file: README.md
              data:
                small:
                  file: data/small.txt
                  transform: id
                  meta: data/small.json
                empty:
                  file: data/empty.bin
                big:
                  file: data/big.bin
            """;

    private static final String COPY = """
                copy:
                  file: data/small.txt
                  transform: id
            """;

    private DemoPackage() {}

    /** Writes the files of the package into the machine's working folder. */
    public static QuiltCli on(QuiltCli machine) {
        return on(machine, "hello quilt\n");
    }

    /**
     * The same with another text in {@code data/small.txt}, so that hashes differ from those of other tests.
     */
    static QuiltCli on(QuiltCli machine, String small) {
        machine.file("README.md", "# Demo package\n\nA few files.\n")
                .file("data/small.txt", small)
                .file("data/small.json", "{\"rows\": 3, \"source\": \"made up\"}")
                .file("data/empty.bin", "")
                .file("build.yml", BUILD)
                .file("build2.yml", BUILD + COPY);
        try {
            Files.write(machine.work().resolve("data/big.bin"), big(40_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return machine;
    }

    /** Byte i is (7 i + i/251) mod 256: neither text nor repetitive, and the same everywhere. */
    static byte[] big(int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (7 * i + i / 251);
        }
        return bytes;
    }

    /** Writes, builds and pushes the package under that name from that machine; its hash. */
    static String pushed(QuiltCli machine, String name, String small, String... options) {
        on(machine, small).quilt("build", name, "build.yml").succeeded();
        var arguments = new String[options.length + 2];
        arguments[0] = "push";
        arguments[1] = name;
        System.arraycopy(options, 0, arguments, 2, options.length);
        machine.quilt(arguments).succeeded();
        return machine.latest(name);
    }
}
