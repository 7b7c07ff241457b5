package org.quiltappliance.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.home.WindowState.Frame;

class PlacementTest {

    private static final Rectangle2D LEFT = new Rectangle2D(-1920, 0, 1920, 1080);
    private static final Rectangle2D MAIN = new Rectangle2D(0, 30, 1920, 1050);

    @ParameterizedTest
    @CsvSource({
        "100, 100, true",
        "-500, 100, true",
        "1820, 100, true",
        "1821, 100, false",
        "0, 980, true",
        "0, 981, false",
        "-1000, 30, true",
        "-1001, 30, false",
        "0, 29, false",
        "5000, 100, false"
    })
    void enoughOfItsTopHasToBeOnTheScreen(double x, double y, boolean reachable) {
        assertThat(Placement.isWithinReach(new Frame(x, y, 1100, 740), List.of(MAIN)))
                .isEqualTo(reachable);
    }

    @Test
    void anyScreenIsGoodAndOneThatIsGoneIsNot() {
        var there = new Frame(-1500, 200, 1100, 740);

        assertThat(Placement.isWithinReach(there, List.of(MAIN, LEFT))).isTrue();
        assertThat(Placement.isWithinReach(there, List.of(MAIN))).isFalse();
        assertThat(Placement.isWithinReach(there, List.of())).isFalse();
    }

    @Test
    void windowIsNoLargerThanTheScreenThatMostOfItLiesOn() {
        var small = new Rectangle2D(1920, 0, 960, 540);
        var between = new Frame(1800, 20, 1100, 740);

        assertThat(Placement.screenOf(between, List.of(MAIN, small))).isEqualTo(small);
        assertThat(Placement.screenOf(new Frame(1000, 20, 1100, 740), List.of(MAIN, small)))
                .isEqualTo(MAIN);
        assertThat(Placement.fitting(1100, 740, small)).isEqualTo(new Dimension2D(960, 540));
        assertThat(Placement.fitting(1100, 740, MAIN)).isEqualTo(new Dimension2D(1100, 740));
    }
}
