package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import org.quiltappliance.server.packages.RevisionInfo;

/** Who made and last touched a revision, and when: four members that several answers share. */
record RevisionFacts(
        @JsonProperty("created_by") String createdBy,
        @JsonProperty("created_at") BigDecimal createdAt,
        @JsonProperty("updated_by") String updatedBy,
        @JsonProperty("updated_at") BigDecimal updatedAt) {

    static RevisionFacts of(RevisionInfo revision) {
        return new RevisionFacts(
                revision.createdBy(),
                Times.seconds(revision.createdAt()),
                revision.updatedBy(),
                Times.seconds(revision.updatedAt()));
    }

    /** The answer of a look-up by version. */
    record Found(String hash, @JsonUnwrapped RevisionFacts facts) implements Answer {}

    /** The answer of a look-up by tag. */
    record Tagged(
            String hash,
            @JsonUnwrapped RevisionFacts facts,
            @JsonProperty("is_public") boolean isPublic,
            @JsonProperty("is_team") boolean isTeam)
            implements Answer {}
}
