package org.quiltappliance.server.containers;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemException;

/** Which major version of PostgreSQL something is of. */
final class PostgresMajor {

    private static final Pattern FIRST_NUMBER = Pattern.compile("^(\\d{1,3})(\\D.*)?$");
    private static final Pattern FORMAT = Pattern.compile("pg(\\d{1,3})");

    private PostgresMajor() {}

    /** Whether the name of an image tells, so that the image is not needed for that. */
    static boolean isInName(String reference) {
        return first(ImageReference.parse(reference).tag()).isPresent();
    }

    /** Of an image: it tells, or its name does. */
    static int of(Optional<Image> image, String reference, ContainerProblems problems) {
        return first(image.flatMap(known -> known.variable("PG_MAJOR"))
                        .or(() -> ImageReference.parse(reference).tag()))
                .orElseThrow(() -> new ProblemException(problems.refused(
                        Role.POSTGRES.component(),
                        "The image " + reference + " does not tell which PostgreSQL it holds (PG_MAJOR).")));
    }

    private static Optional<Integer> first(Optional<String> version) {
        return version.map(FIRST_NUMBER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)));
    }

    /** Of data, by the label of their volume; empty when they are something else. */
    static OptionalInt ofFormat(String format) {
        Matcher matcher = FORMAT.matcher(format);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
