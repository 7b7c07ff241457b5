package org.quiltappliance.ui.theme;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Icons by what they mean. None says something that no word beside it says. */
public enum Icons {
    OVERVIEW(Material2OutlinedAL.DASHBOARD),
    CONNECT(Material2OutlinedAL.LINK),
    USERS(Material2OutlinedMZ.PEOPLE),
    PACKAGES(Material2OutlinedAL.ALL_INBOX),
    STORAGE(Material2OutlinedMZ.STORAGE),
    LOGS(Material2OutlinedMZ.SUBJECT),
    BACKUPS(Material2OutlinedMZ.SETTINGS_BACKUP_RESTORE),
    SETTINGS(Material2OutlinedMZ.SETTINGS),
    DIAGNOSTICS(Material2OutlinedAL.HEALING),

    RUNNING(Material2AL.CHECK_CIRCLE),
    STOPPED(Material2MZ.STOP_CIRCLE),
    BUSY(Material2AL.HOURGLASS_TOP),
    DEGRADED(Material2MZ.WARNING),
    FAILED(Material2AL.ERROR),
    OFF(Material2OutlinedMZ.RADIO_BUTTON_UNCHECKED),

    START(Material2MZ.PLAY_ARROW),
    STOP(Material2MZ.STOP),
    RESTART(Material2MZ.REPLAY),
    RETRY(Material2MZ.REFRESH),
    COPY(Material2OutlinedAL.CONTENT_COPY),
    COPIED(Material2AL.CHECK),
    OPEN(Material2AL.LAUNCH),
    CLOSE(Material2AL.CLOSE),
    FOLDER(Material2OutlinedAL.FOLDER),
    SAVE(Material2OutlinedMZ.SAVE),
    REVEAL(Material2OutlinedMZ.VISIBILITY),
    HIDE(Material2OutlinedMZ.VISIBILITY_OFF);

    private final Ikon ikon;

    Icons(Ikon ikon) {
        this.ikon = ikon;
    }

    /** A fresh one, to be put anywhere once. @param styles what it means: {@code ok}, {@code warn}, {@code danger} ... */
    public FontIcon node(String... styles) {
        var icon = new FontIcon(ikon);
        icon.getStyleClass().add("icon");
        icon.getStyleClass().addAll(styles);
        return icon;
    }
}
