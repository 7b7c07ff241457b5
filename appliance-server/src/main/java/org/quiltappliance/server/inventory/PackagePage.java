package org.quiltappliance.server.inventory;

import java.util.List;

/**
 * Some rows of a list.
 *
 * @param lines those that were asked for
 * @param total how many rows the whole list has
 */
public record PackagePage(List<PackageLine> lines, long total) {
    public PackagePage {
        lines = List.copyOf(lines);
    }
}
