package org.quiltappliance.server.checks;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Says why the system refused something, in words for people; the system's exceptions often name only the file. */
public final class Reasons {

    private Reasons() {}

    /** Completes a sentence like "Cannot write: ...". */
    public static String of(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "no permission";
        }
        if (refused instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "there is a file in its place";
        }
        Optional<String> said = refused instanceof FileSystemException system
                ? Optional.ofNullable(system.getReason())
                : Optional.ofNullable(refused.getMessage());
        return said.orElse(refused.getClass().getSimpleName());
    }
}
