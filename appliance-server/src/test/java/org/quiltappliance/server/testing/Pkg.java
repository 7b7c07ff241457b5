package org.quiltappliance.server.testing;

/** The handle of a package, and the paths of its routes. */
public record Pkg(String owner, String name) {

    /** {@code /api/<route>/<owner>/<name>/}, with the final slash of a listing. */
    public String all(String route) {
        return "/api/" + route + "/" + segment(owner) + "/" + segment(name) + "/";
    }

    /** {@code /api/<route>/<owner>/<name>/<item>}, the item percent-encoded. */
    public String one(String route, String item) {
        return all(route) + segment(item);
    }

    /** {@code owner/name}. */
    @Override
    public String toString() {
        return owner + "/" + name;
    }

    private static String segment(String text) {
        return RegistryClient.segment(text);
    }
}
