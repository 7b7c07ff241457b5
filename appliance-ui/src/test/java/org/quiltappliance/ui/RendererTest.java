package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererTest {

    @TempDir
    Path devices;

    private static Properties on(String system) {
        var properties = new Properties();
        properties.setProperty("os.name", system);
        return properties;
    }

    @Test
    void drawsByItselfWhereNothingComputesGraphics() throws IOException {
        Files.createFile(devices.resolve("card0"));
        var linux = on("Linux");
        var bare = on("Linux");

        Renderer.choose(linux, devices);
        Renderer.choose(bare, devices.resolve("missing"));

        assertThat(linux.getProperty(Renderer.ORDER)).isEqualTo("sw");
        assertThat(bare.getProperty(Renderer.ORDER)).isEqualTo("sw");
    }

    @Test
    void leavesItToTheToolkitWhereSomethingDoes() throws IOException {
        Files.createFile(devices.resolve("renderD128"));
        var linux = on("Linux");

        Renderer.choose(linux, devices);

        assertThat(linux).doesNotContainKey(Renderer.ORDER);
    }

    @Test
    void leavesOtherSystemsAndTheWishOfWhoeverStartsItAlone() {
        var mac = on("Mac OS X");
        var wished = on("Linux");
        wished.setProperty(Renderer.ORDER, "es2");

        Renderer.choose(mac, devices);
        Renderer.choose(wished, devices);

        assertThat(mac).doesNotContainKey(Renderer.ORDER);
        assertThat(wished.getProperty(Renderer.ORDER)).isEqualTo("es2");
    }
}
