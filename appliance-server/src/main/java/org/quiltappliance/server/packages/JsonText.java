package org.quiltappliance.server.packages;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Texts inside of JSON that is put together by hand. */
final class JsonText {

    private JsonText() {}

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
