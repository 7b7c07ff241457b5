package org.quiltappliance.ui.desktop;

/** macOS, whose settings are read with {@code defaults}; what was never changed is not there and means no. */
final class MacLook {

    private static final String ACCESS = "com.apple.universalaccess";

    private MacLook() {}

    static DesktopLook ask(Answers answers) {
        return new DesktopLook(
                answers.of("defaults", "read", "-g", "AppleInterfaceStyle").equals("Dark"),
                answers.of("defaults", "read", ACCESS, "increaseContrast").equals("1"),
                answers.of("defaults", "read", ACCESS, "reduceMotion").equals("1"));
    }
}
