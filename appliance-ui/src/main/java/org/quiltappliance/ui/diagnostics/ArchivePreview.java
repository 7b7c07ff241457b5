package org.quiltappliance.ui.diagnostics;

import java.util.List;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.ui.dialogs.Dialog;

/** What an archive would hold. */
public record ArchivePreview(Archive archive) implements Dialog.Content {

    /** As much of a file as anybody reads here; all of it is in the archive. */
    private static final int MOST = 200_000;

    @Override
    public boolean asks() {
        return false;
    }

    List<Piece> files() {
        return archive.pieces();
    }

    static String text(Piece file) {
        return file.text().length() > MOST ? file.text().substring(0, MOST) + "…" : file.text();
    }
}
