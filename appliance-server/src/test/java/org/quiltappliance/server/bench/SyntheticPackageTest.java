package org.quiltappliance.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.NodeReader;
import org.quiltappliance.server.contents.TreeHash;

class SyntheticPackageTest {

    private final SyntheticPackage sample = SyntheticPackage.small("sample", 7, 2_500);

    @Test
    void bodyHoldsTheTreeOfTheHash() throws IOException {
        var contents = json(sample.dryRunBody()).get("contents").toString();

        try (var parser = NodeReader.parser(new ByteArrayInputStream(contents.getBytes("UTF-8")))) {
            parser.nextToken();
            assertThat(TreeHash.of((Node.RootNode) NodeReader.read(parser))).isEqualTo(sample.hash());
        }
    }

    @Test
    void onlyThePushItselfTellsSizes() throws IOException {
        assertThat(json(sample.dryRunBody()).get("sizes")).isEmpty();
        assertThat(json(sample.pushBody()).get("sizes")).hasSize(2_500);
    }

    @Test
    void objectsHaveTheHashOfTheirContent() {
        var content = sample.content(2_499);

        assertThat(sample.object(2_499))
                .isEqualTo(Hash.of(SyntheticPackage.sha256().digest(content)));
    }

    @Test
    void anotherSeedMakesOtherObjects() {
        assertThat(SyntheticPackage.small("sample", 8, 1).object(0)).isNotEqualTo(sample.object(0));
    }

    private static JsonNode json(byte[] gzipped) throws IOException {
        return new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(gzipped)));
    }
}
