package org.quiltappliance.server.search;

import java.util.List;
import org.quiltappliance.server.database.Database;

/** Stands in until search is merged. */
public final class Search {
    public Search(Database database, SearchIndex index) {}

    public List<SearchHit> find(String query, List<String> grantees, int limit, int offset) {
        return List.of();
    }
}
