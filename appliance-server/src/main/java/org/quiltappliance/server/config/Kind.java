package org.quiltappliance.server.config;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a setting may say. Texts are given without spaces around them. */
public sealed interface Kind {

    /** What is allowed, for people: completes the sentence "Allowed is ...". */
    String allowed();

    /** What is wrong with the text, for people; empty when it is allowed. Never repeats the text, which may be secret. */
    Optional<String> problem(String text);

    private static Optional<String> unless(boolean good, String otherwise) {
        return good ? Optional.empty() : Optional.of(otherwise);
    }

    /** Any text that matches the pattern as a whole. */
    record Text(String allowed, Pattern pattern) implements Kind {
        @Override
        public Optional<String> problem(String text) {
            return unless(pattern.matcher(text).matches(), "does not fit");
        }
    }

    /** Yes or no ({@code control-panel.md} CF-6). */
    record Flag() implements Kind {

        private static final List<String> YES = List.of("true", "1", "yes", "on");
        private static final List<String> NO = List.of("false", "0", "no", "off", "");

        @Override
        public String allowed() {
            return "true, 1, yes or on; false, 0, no, off or nothing";
        }

        @Override
        public Optional<String> problem(String text) {
            return unless(isYes(text) || NO.contains(text.toLowerCase(Locale.ROOT)), "is neither yes nor no");
        }

        /** Whether an allowed text means yes. */
        public static boolean isYes(String text) {
            return YES.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /** A whole number within bounds. */
    record Whole(long least, long most) implements Kind {

        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,40}");

        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public Optional<String> problem(String text) {
            if (!DIGITS.matcher(text).matches()) {
                return Optional.of("is not a whole number");
            }
            var number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(least)) < 0) {
                return Optional.of("is too small");
            }
            return unless(number.compareTo(BigInteger.valueOf(most)) <= 0, "is too large");
        }
    }

    /** One of a few words, in any letter case. */
    record Choice(List<String> words) implements Kind {
        @Override
        public String allowed() {
            return String.join(" or ", words);
        }

        @Override
        public Optional<String> problem(String text) {
            return unless(words.contains(text.toLowerCase(Locale.ROOT)), "is not one of the choices");
        }
    }

    /** An address of a server without a path: clients put their own paths behind it. */
    record Origin() implements Kind {
        @Override
        public String allowed() {
            return "an address like https://registry.example.org:5000, without a path";
        }

        @Override
        public Optional<String> problem(String text) {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException broken) {
                return Optional.of("is not an address");
            }
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                return Optional.of("does not begin with http:// or https://");
            }
            if (uri.getHost() == null) {
                return Optional.of("has no host name");
            }
            if (uri.getUserInfo() != null) {
                return Optional.of("holds a user name or password");
            }
            boolean bare = (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            return unless(bare, "has a path");
        }

        static URI read(String text) {
            return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        }
    }

    /** A number of an address of the computer: {@code localhost} is short for this computer alone. */
    record Address() implements Kind {

        static final String LOOPBACK = "127.0.0.1";

        private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
        private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-fA-F:]{2,39}");

        @Override
        public String allowed() {
            return "localhost, or the IP address of one of this computer's networks";
        }

        @Override
        public Optional<String> problem(String text) {
            boolean good = text.equals("localhost")
                    || IPV4.matcher(text).matches()
                    || IPV6.matcher(text).matches();
            return unless(good, "is not an IP address");
        }

        static String read(String text) {
            return text.equals("localhost") ? LOOPBACK : text;
        }
    }

    /** A length of time within bounds, as numbers with units: {@code 90m}, {@code 1h30m}, {@code 7d}. */
    record Time(Duration least, Duration most) implements Kind {

        private static final Pattern PARTS =
                Pattern.compile("(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

        @Override
        public String allowed() {
            return "a time from " + write(least) + " to " + write(most) + ", like 90m, 1h30m or 7d";
        }

        @Override
        public Optional<String> problem(String text) {
            if (text.isEmpty() || !PARTS.matcher(text).matches()) {
                return Optional.of("is not a time with units");
            }
            Duration time = read(text);
            if (time.compareTo(least) < 0) {
                return Optional.of("is too short");
            }
            return unless(time.compareTo(most) <= 0, "is too long");
        }

        /** @throws IllegalArgumentException for a text that is no time */
        public static Duration read(String text) {
            var parts = PARTS.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not a time with units");
            }
            return Duration.ofDays(number(parts.group(1)))
                    .plusHours(number(parts.group(2)))
                    .plusMinutes(number(parts.group(3)))
                    .plusSeconds(number(parts.group(4)));
        }

        private static long number(@org.jspecify.annotations.Nullable String digits) {
            return digits == null ? 0 : Long.parseLong(digits);
        }

        private static String write(Duration time) {
            return time.toDays() > 0
                    ? time.toDays() + "d"
                    : time.toMinutes() > 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
        }
    }

    /** The address of a PostgreSQL database. */
    record DatabaseAddress() implements Kind {
        @Override
        public String allowed() {
            return "postgresql://user:password@host:port/database, with ?sslmode=require and the like behind it if wanted;"
                    + " special characters as %XX";
        }

        @Override
        public Optional<String> problem(String text) {
            return unless(DatabaseUri.parse(text).isPresent(), "is not the address of a PostgreSQL database");
        }
    }

    /** The address of an S3 server; without a scheme it means https. */
    record Endpoint() implements Kind {

        private static final Origin ORIGIN = new Origin();

        @Override
        public String allowed() {
            return "a host name, or an address like http://localhost:9000, without a path";
        }

        @Override
        public Optional<String> problem(String text) {
            return ORIGIN.problem(withScheme(text));
        }

        static URI read(String text) {
            return Origin.read(withScheme(text));
        }

        private static String withScheme(String text) {
            return text.contains("://") ? text : "https://" + text;
        }
    }

    /** A file or folder of this computer. */
    record FilePath() implements Kind {
        @Override
        public String allowed() {
            return "an absolute path";
        }

        @Override
        public Optional<String> problem(String text) {
            try {
                return unless(Path.of(text).isAbsolute(), "is not an absolute path");
            } catch (InvalidPathException impossible) {
                return Optional.of("is not a path");
            }
        }
    }

    /** Addresses of computers or networks. */
    record Networks() implements Kind {

        private static final Address ADDRESS = new Address();
        private static final Pattern BITS = Pattern.compile("/[0-9]{1,3}");

        @Override
        public String allowed() {
            return "IP addresses, or networks like 10.0.0.0/8, with commas between them";
        }

        @Override
        public Optional<String> problem(String text) {
            return read(text).stream()
                    .filter(one -> !isNetwork(one))
                    .findFirst()
                    .map(one -> "has a part that is neither an IP address nor a network");
        }

        private static boolean isNetwork(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            if (address.equals("localhost") || ADDRESS.problem(address).isPresent()) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            String bits = text.substring(slash);
            return BITS.matcher(bits).matches()
                    && Integer.parseInt(bits.substring(1)) <= (address.contains(":") ? 128 : 32);
        }

        static List<String> read(String text) {
            return Pattern.compile(",")
                    .splitAsStream(text)
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList();
        }
    }
}
