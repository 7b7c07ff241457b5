package org.quiltappliance.server.search;

import org.quiltappliance.server.packages.LatestListener.IndexedText;

/**
 * The texts that are indexed of one package, by weight ({@code registry-api.md} 5.2), clean and bounded.
 *
 * @param path weight A: {@code owner/name owner name}
 * @param ownerTokens weight B
 * @param nameTokens weight B
 * @param nodeNames weight C
 * @param readme weight D
 */
record SearchText(String path, String ownerTokens, String nameTokens, String nodeNames, String readme) {

    /** README and node names are longer only by mistake: both come bounded. In UTF-16 units. */
    private static final int MOST = 655_360;

    static SearchText of(NameTokens tokens, String owner, String name, IndexedText text) {
        return new SearchText(
                owner + "/" + name + " " + owner + " " + name,
                String.join(" ", tokens.of(owner)),
                String.join(" ", tokens.of(name)),
                PlainText.bound(PlainText.clean(text.nodeNames()), MOST),
                PlainText.bound(PlainText.clean(text.readme()), MOST));
    }

    /** The same with at most so many UTF-16 units of each of the long texts. */
    SearchText boundedTo(int units) {
        return new SearchText(
                path, ownerTokens, nameTokens, PlainText.bound(nodeNames, units), PlainText.bound(readme, units));
    }

    int longest() {
        return Math.max(nodeNames.length(), readme.length());
    }
}
