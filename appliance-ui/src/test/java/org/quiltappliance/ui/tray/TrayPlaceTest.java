package org.quiltappliance.ui.tray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class TrayPlaceTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final TrayModel model = new TrayModel(Texts.in(Locale.ENGLISH), () -> true, told -> {});
    private final TrayLook first = model.look(Snapshots.stopped().make());
    private final TrayLook later = model.look(Snapshots.running().make());

    private final Tray tray = new Tray() {
        @Override
        public void show(TrayLook look) {
            shown.add(look.line());
        }

        @Override
        public void tell(String title, String text) {
            shown.add(title);
        }

        @Override
        public void close() {
            shown.add("gone");
        }
    };

    private final TrayMenu menu = new TrayMenu() {
        @Override
        public void openPanel() {}

        @Override
        public void openCatalog() {}

        @Override
        public void copyRegistryAddress() {}

        @Override
        public void startOrStop() {}

        @Override
        public void backUp() {}

        @Override
        public void quit() {}
    };

    @Test
    void iconShowsHowThingsAre() {
        try (var place = new TrayPlace(given -> Optional.of(tray), menu, first, LONG)) {
            await().until(() -> shown.contains(first.line()));

            place.show(later);
            place.tell(new TrayModel.Notice("news", "of something"));

            assertThat(place.isThere()).isTrue();
            assertThat(shown).containsExactly(first.line(), later.line(), "news");
        }
        assertThat(shown).last().isEqualTo("gone");
    }

    @Test
    void desktopWithoutATrayIsOneWithout() {
        try (var place = new TrayPlace(given -> Optional.empty(), menu, first, LONG)) {
            place.show(later);
            place.tell(new TrayModel.Notice("news", "of something"));

            assertThat(place.isThere()).isFalse();
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void toolkitThatIsMissingIsADesktopWithoutATray() {
        try (var place = new TrayPlace(
                given -> {
                    throw new NoClassDefFoundError("java.awt.SystemTray");
                },
                menu,
                first,
                LONG)) {
            place.show(later);

            assertThat(place.isThere()).isFalse();
        }
    }

    @Test
    void trayThatAnswersTooLateIsGivenBack() {
        var hangs = new CountDownLatch(1);
        Tray.Finder finder = given -> {
            try {
                hangs.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(tray);
        };
        try (var place = new TrayPlace(finder, menu, first, Duration.ZERO)) {
            place.show(later);
            assertThat(place.isThere()).isFalse();

            // The limit is over as soon as others could see that nobody is there.
            await().until(place::isDecided);
            hangs.countDown();

            await().until(() -> shown.contains("gone"));
            assertThat(place.isThere()).isFalse();
            assertThat(shown).containsExactly("gone");
        }
    }

    @Test
    void everyStateHasAPictureOfItsOwn() {
        var pictures = Arrays.stream(ApplianceState.values())
                .map(state -> SystemTrayIcon.image(state, 32))
                .map(TrayPlaceTest::shape)
                .toList();

        assertThat(pictures).doesNotHaveDuplicates();
    }

    /** Which points are not those of the plate, without their colours. */
    private static String shape(Image image) {
        var picture = (BufferedImage) image;
        var shape = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                shape.append(picture.getRGB(x, y) == 0xfff6f8fa ? '.' : '#');
            }
        }
        return shape.toString();
    }
}
