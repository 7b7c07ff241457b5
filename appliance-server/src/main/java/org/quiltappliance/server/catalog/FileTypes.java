package org.quiltappliance.server.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many files of each extension a revision has, as it was noted at the push. */
final class FileTypes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private FileTypes() {}

    static SortedMap<String, Long> of(String json) {
        try {
            return JSON.readValue(json, COUNTS);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The noted file types are damaged", damaged);
        }
    }

    static long total(String json) {
        return of(json).values().stream().mapToLong(Long::longValue).sum();
    }
}
