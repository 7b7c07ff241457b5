package org.quiltappliance.ui.wizard;

import java.util.Locale;

/** The pages, in their order. */
enum WizardPage {
    WELCOME(1),
    IMPORT(2),
    PLACE(2),
    CHECKS(3),
    ADMINISTRATOR(4),
    REACH(5),
    READY(6),
    START(6);

    static final int LAST = 6;

    private final int number;

    WizardPage(int number) {
        this.number = number;
    }

    /** Its number for people. */
    int number() {
        return number;
    }

    /** The middle of the keys of its texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
