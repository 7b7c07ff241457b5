package org.quiltappliance.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Where a command reads and writes: results to the output, everything else to the error output. */
final class Terminal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final boolean json;

    /** @param json whether results are one object instead of text */
    Terminal(PrintStream out, PrintStream err, InputStream in, boolean json) {
        this.out = out;
        this.err = err;
        this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        this.json = json;
    }

    boolean wantsJson() {
        return json;
    }

    /** A line of a result for people. */
    void print(String line) {
        out.println(line);
    }

    /** The result for programs. */
    void print(JsonNode object) {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can always be written", impossible);
        }
    }

    /** The result for programs, or what people are to read of it. */
    void show(JsonNode result, Runnable forPeople) {
        if (json) {
            print(result);
        } else {
            forPeople.run();
        }
    }

    /** The result for programs, one of many: an object on a line of its own. */
    void printLine(JsonNode object) {
        out.println(object);
    }

    /** Whether nobody reads the results any more. */
    boolean isClosed() {
        return out.checkError();
    }

    /** Something to know besides. */
    void tell(String line) {
        err.println(line);
    }

    /** A line from the input: a secret that must not stand on the command line. */
    String secret() {
        try {
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw CommandFailure.wrongUse("Nothing came from standard input.");
            }
            return line;
        } catch (IOException failed) {
            throw CommandFailure.of(ExitCode.FAILED, "INTERNAL", "Standard input cannot be read.");
        }
    }
}
