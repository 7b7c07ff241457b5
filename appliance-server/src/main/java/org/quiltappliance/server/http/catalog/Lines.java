package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Entry;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.http.Times;

/** Pieces that several answers share. */
final class Lines {

    private Lines() {}

    static String kind(TreeIndex.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    record EntryLine(
            String name,
            String path,
            String kind,
            String type,
            @JsonProperty("original_name") @Nullable String originalName,
            long size,
            int files,
            @Nullable Long rows,
            @Nullable String hash,
            @JsonProperty("has_metadata") boolean hasMetadata) {
        /** @param rows where they are known */
        static EntryLine of(Entry entry, OptionalLong rows) {
            return new EntryLine(
                    entry.name(),
                    entry.path(),
                    Lines.kind(entry.kind()),
                    entry.type(),
                    entry.originalName().orElse(null),
                    entry.bytes(),
                    entry.leaves(),
                    Lines.orNull(rows),
                    entry.object().map(Hash::toString).orElse(null),
                    entry.hasMetadata());
        }
    }

    record Facts(
            String hash,
            @JsonProperty("created_at") BigDecimal createdAt,
            @JsonProperty("created_by") String createdBy,
            @JsonProperty("updated_at") BigDecimal updatedAt,
            @JsonProperty("updated_by") String updatedBy,
            long size,
            long files,
            List<String> tags,
            List<String> versions) {
        static Facts of(Browsing.Facts facts) {
            var revision = facts.revision();
            return new Facts(
                    revision.hash().toString(),
                    Times.seconds(revision.createdAt()),
                    revision.createdBy(),
                    Times.seconds(revision.updatedAt()),
                    revision.updatedBy(),
                    facts.totalBytes(),
                    facts.files(),
                    facts.tags(),
                    facts.versions());
        }
    }

    record Named(String name, String hash) {}

    record Counts(int added, int removed, int changed, int moved) {
        static Counts of(History.Counts counts) {
            return new Counts(counts.added(), counts.removed(), counts.changed(), counts.moved());
        }
    }

    record Side(
            String kind, String type, long size, @Nullable String hash) {
        static Side of(Entry entry) {
            return new Side(
                    Lines.kind(entry.kind()),
                    entry.type(),
                    entry.bytes(),
                    entry.object().map(Hash::toString).orElse(null));
        }
    }
}
