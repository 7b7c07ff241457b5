package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Tree;

/** A registry to be saved: every table has rows, made by a client over HTTP, and one object is stored packed. */
final class SampleRegistry implements AutoCloseable {

    static final String PACKED = "packed as clients before 2018 did\n";

    final TestPlace place;
    final StartedAppliance appliance;
    final Person ada;
    final Person ben;
    final Pkg demo;
    final Pkg kinds;

    SampleRegistry(TestDatabase kind) {
        place = TestPlace.empty(kind);
        appliance = StartedAppliance.start(place.storage, Switches.ALL_ON);
        ada = appliance.person();
        ben = appliance.person();
        demo = new Pkg(ada.name(), "demo");
        kinds = new Pkg(ben.name(), "kinds");
        fill();
    }

    private void fill() {
        TestPlace.put(place.store, ada.name(), PACKED.getBytes(StandardCharsets.UTF_8), ObjectEncoding.GZIP);
        var first = quilt(ada).pushPublic(demo, Samples.demo());
        quilt(ada).push(demo, Samples.demo().file("data/packed", PACKED));
        quilt(ben).push(kinds, Samples.everyKind());
        var api = appliance.client().as(ada);
        ok(api.put(demo.one("version", "1.0"), Map.of("hash", first.hash())));
        ok(api.put(demo.one("tag", "first"), Map.of("hash", first.hash())));
        ok(api.put(demo.one("access", ben.name())));
        ok(api.put(demo.one("access", "somebody@example.com")));
        ok(api.post(demo.all("comments"), Map.of("contents", "d\u00e9j\u00e0 vu \ud83d\ude00")));
        quilt(ben).install(demo);
    }

    QuiltClient quilt(Person person) {
        return new QuiltClient(appliance.client().as(person));
    }

    static Tree tree(String... pathsAndTexts) {
        return Tree.of(pathsAndTexts);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Override
    public void close() {
        appliance.close();
        place.close();
    }
}
