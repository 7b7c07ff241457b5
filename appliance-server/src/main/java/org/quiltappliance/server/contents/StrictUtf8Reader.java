package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 text; bytes that are none count as malformed JSON instead of being replaced by question marks. */
final class StrictUtf8Reader extends FilterReader {

    StrictUtf8Reader(InputStream bytes) {
        super(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    @Override
    public int read(char[] to, int from, int count) throws IOException {
        try {
            return super.read(to, from, count);
        } catch (CharacterCodingException malformed) {
            throw new JsonParseException(null, "The text is not UTF-8.", malformed);
        }
    }
}
