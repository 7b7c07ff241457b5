package org.quiltappliance.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Tree;

/**
 * Requests that are nearly right: each starts from a good one of a route and has something in its path, query, headers
 * or body changed. The frame of each is sound HTTP, so a server owes it an answer.
 */
final class OddRequests {

    /** @param body {@code null} node for routes without a body */
    private record Good(String method, String root, List<String> path, String query, JsonNode body) {}

    /**
     * @param path as sent
     * @param bytes request line, headers and body
     */
    record Odd(String method, String path, byte[] bytes) {

        @Override
        public String toString() {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.length() > 1_500 ? text.substring(0, 1_500) + "... (" + bytes.length + " bytes)" : text;
        }
    }

    private final OddValues odd;
    private final List<String> tokens;
    private final List<Good> goods = new ArrayList<>();

    /**
     * @param tokens that sign in
     * @param pkg that exists and that everybody sees
     * @param objectUrl path and query of a good object URL
     */
    OddRequests(Random random, List<String> tokens, Pkg pkg, Tree tree, String objectUrl) {
        odd = new OddValues(random);
        this.tokens = tokens;
        packageRoutes(pkg, tree);
        itemRoutes(pkg, tree);
        accountRoutes(pkg);
        otherRoutes(objectUrl);
    }

    /** The same for the catalog's port. */
    private OddRequests(Random random, List<String> tokens) {
        odd = new OddValues(random);
        this.tokens = tokens;
    }

    /** As the constructor, for the catalog's port. */
    static OddRequests ofCatalog(Random random, List<String> tokens, Pkg pkg, Tree tree) {
        var requests = new OddRequests(random, tokens);
        requests.catalogRoutes(pkg, tree);
        requests.itemRoutes(pkg, tree);
        return requests;
    }

    private void catalogRoutes(Pkg pkg, Tree tree) {
        var password =
                Answer.JSON.createObjectNode().put("username", "somebody").put("password", "long enough");
        good("GET", "ui/session");
        good("POST", "ui/session", password);
        good("DELETE", "ui/session");
        good("GET", "ui/config");
        good("GET", "openapi.json");
        good("GET", "ui/home?limit=3");
        for (var revision : List.of("latest", tree.hash(), tree.hash().substring(0, 8), "tag:latest", "version:1.0")) {
            good("GET", "ui/package/%s/%s?opened=1".formatted(pkg, revision));
            good("GET", "ui/tree/%s/%s?path=&sort=size&after=0&limit=5".formatted(pkg, revision));
            good("GET", "ui/find/%s/%s?q=a&limit=5".formatted(pkg, revision));
            good("GET", "ui/node/%s/%s/README".formatted(pkg, revision));
            good("GET", "ui/compare/%s/%s/latest?change=added&path=a&after=1".formatted(pkg, revision));
            add("GET", "/", "raw/%s/%s/README?download=1&fragment=0".formatted(pkg, revision), Answer.JSON.nullNode());
            add("GET", "/", "archive/%s/%s.zip?path=".formatted(pkg, revision), Answer.JSON.nullNode());
        }
        good("GET", "ui/revisions/%s?after=1&limit=3".formatted(pkg));
        good("GET", "ui/search?q=wine&sort=name&page=1&since=1&visibility=public&owner=a&tag=latest&type=.csv");
        good("GET", "ui/suggest?q=wine");
        good("GET", "ui/users?q=a");
        good("DELETE", "ui/invite/%s/1".formatted(pkg));
        good("GET", "ui/admin/users?q=a&filter=active&sort=-name&after=0&limit=3");
        good("GET", "ui/admin/packages?q=a&filter=all&sort=-size&after=0&limit=3");
        good("GET", "ui/admin/audit?user=a&package=a/b&type=PUSH&from=1&to=2&after=3&limit=4");
        good("GET", "ui/admin/storage");
        for (var page : List.of(
                "", "signin", "signup", "config.js", "config.json", "assets/x.js", "package/" + pkg, "nothing")) {
            add("GET", "/", page, Answer.JSON.nullNode());
        }
    }

    private void packageRoutes(Pkg pkg, Tree tree) {
        var hash = tree.hash();
        var part = Tree.of("g/x", "1").at("g");
        good("PUT", "package/%s/%s".formatted(pkg, hash), tree.dryRun());
        good("PUT", "package/%s/%s".formatted(pkg, hash), tree.finalPush());
        good(
                "PUT",
                "package/%s/%s".formatted(pkg, Tree.empty().hash()),
                Tree.empty().finalPush());
        good("POST", "package_update/%s/g/x".formatted(pkg), part.dryRun());
        good("POST", "package_update/%s/g".formatted(pkg), part.finalPush());
        good("GET", "package/%s/%s?subpath=g&meta_only=".formatted(pkg, hash));
        good("GET", "packaget4/%s/%s".formatted(pkg, hash));
        good("GET", "package_preview/%s/%s".formatted(pkg, hash));
        good("GET", "package_timeseries/%s/push".formatted(pkg));
        good("GET", "package/%s/".formatted(pkg));
        good("GET", "package/%s/".formatted(pkg.owner()));
        good("DELETE", "package/%s/none/".formatted(pkg.owner()));
        good("GET", "admin/package_list/%s/".formatted(pkg.owner()));
        good("GET", "recent_packages/?count=5");
        good("GET", "search/?q=wine");
        good("POST", "get_objects", Answer.JSON.valueToTree(tree.objectHashes()));
    }

    private void itemRoutes(Pkg pkg, Tree tree) {
        var hash = Answer.JSON.createObjectNode().put("hash", tree.hash());
        good("GET", "log/%s/".formatted(pkg));
        for (var route : List.of("tag", "version")) {
            var item = route.equals("tag") ? "x" : "1.0";
            good("PUT", route + "/%s/%s".formatted(pkg, item), hash);
            good("GET", route + "/%s/%s".formatted(pkg, item));
            good("DELETE", route + "/%s/%s".formatted(pkg, item));
            good("GET", route + "/%s/".formatted(pkg));
        }
        for (var method : List.of("PUT", "GET", "DELETE")) {
            good(method, "access/%s/somebody".formatted(pkg));
            good(method, "access/%s/a@b.org".formatted(pkg));
        }
        good("GET", "access/%s/".formatted(pkg));
        good("GET", "invite/");
        good("GET", "invite/%s/".formatted(pkg));
        good(
                "POST",
                "comments/%s/".formatted(pkg),
                Answer.JSON.createObjectNode().put("contents", "text"));
        good("GET", "comments/%s/".formatted(pkg));
        good("GET", "audit/%s/".formatted(pkg));
        good("GET", "audit/%s/".formatted(pkg.owner()));
        good("GET", "admin/package_summary");
    }

    private void accountRoutes(Pkg pkg) {
        var make = Answer.JSON;
        var user = make.createObjectNode().put("username", "somebody");
        good("POST", "login", user.deepCopy().put("password", "long enough"));
        good("POST", "register", user.deepCopy().put("password", "long enough").put("email", "a@b.org"));
        good("POST", "reset_password", make.createObjectNode().put("email", "a@b.org"));
        good("POST", "change_password", make.createObjectNode().put("link", "x").put("password", "long enough"));
        good("POST", "users/create", user.deepCopy().put("email", "a@b.org"));
        for (var verb : List.of("enable", "disable", "grant_admin", "revoke_admin", "reset_password", "delete")) {
            good("POST", "users/" + verb, user);
        }
        good("GET", "users/list");
        good("GET", "users/list_detailed");
        good("GET", "me");
        good("GET", "profile");
        good("GET", "code");
        good("POST", "token?refresh_token=x");
        good("POST", "payments/update_plan?plan=free");
        good("POST", "payments/update_payment");
        ArrayNode log = make.createArrayNode();
        log.addObject().put("type", "build").put("package", pkg.toString());
        good("POST", "log", log);
    }

    /** Pages and objects. */
    private void otherRoutes(String objectUrl) {
        for (var path : List.of("healthcheck", "robots.txt", "login", "activate/x", "oauth_callback?code=x&state=y")) {
            add("GET", "/", path, Answer.JSON.nullNode());
        }
        add("POST", "/", "login", Answer.JSON.createObjectNode().put("username", "a"));
        add("GET", "/", objectUrl.substring(1), Answer.JSON.nullNode());
        add("HEAD", "/", objectUrl.substring(1), Answer.JSON.nullNode());
        add("PUT", "/", objectUrl.substring(1), Answer.JSON.createObjectNode().put("a", "b"));
    }

    private void good(String method, String path) {
        good(method, path, Answer.JSON.nullNode());
    }

    private void good(String method, String path, JsonNode body) {
        add(method, "/api/", path, body);
    }

    private void add(String method, String root, String path, JsonNode body) {
        int question = path.indexOf('?');
        var segments = List.of((question < 0 ? path : path.substring(0, question)).split("/", -1));
        goods.add(new Good(method, root, segments, question < 0 ? "" : path.substring(question + 1), body));
    }

    /** The next one. */
    Odd next() {
        var good = odd.oneOf(goods);
        var path = good.root() + String.join("/", odd.oneIn(3) ? oddPath(good.path()) : good.path());
        var query = odd.oneIn(5) ? oddQuery(good.query()) : good.query();
        var method = odd.oneIn(20) ? oddMethod() : good.method();
        var body = body(good);
        var headers = headers();
        if (body.length > 0 && odd.oneIn(4)) {
            body = odd.gzip(odd.oneIn(50) ? new byte[20_000_000] : body);
            headers.put("Content-Encoding", "gzip");
        }
        if (odd.oneIn(80)) {
            path = "/" + path;
        }
        return assemble(method, query.isEmpty() ? path : path + "?" + query, headers, body);
    }

    private byte[] body(Good good) {
        if (good.body().isNull()) {
            return odd.oneIn(6) ? odd.body(Answer.JSON.createObjectNode().put("a", 1)) : new byte[0];
        }
        return odd.oneIn(30) ? odd.bytes(odd.upTo(2_000)) : odd.body(good.body());
    }

    private List<String> oddPath(List<String> segments) {
        var changed = new ArrayList<>(segments);
        int at = odd.upTo(changed.size());
        switch (odd.upTo(6)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, odd.segment());
            case 2 -> changed.add("");
            default -> changed.set(at, odd.segment());
        }
        return changed;
    }

    private String oddQuery(String query) {
        return switch (odd.upTo(4)) {
            case 0 -> query + "&" + odd.segment() + "=" + odd.segment();
            case 1 -> odd.segment();
            case 2 -> query.replaceFirst("=.*", "=") + odd.segment();
            default ->
                "q=" + odd.segment() + "&count=" + odd.segment() + "&subpath=" + odd.segment() + "&meta_only="
                        + odd.segment() + "&q=" + odd.segment();
        };
    }

    private String oddMethod() {
        return odd.oneOf(List.of(
                "GET",
                "PUT",
                "POST",
                "DELETE",
                "HEAD",
                "OPTIONS",
                "PATCH",
                "TRACE",
                "FOO",
                "get",
                "PROPFIND",
                "X-Y",
                "LOCK",
                "PURGE"));
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "localhost");
        headers.put("Content-Type", odd.oneIn(15) ? contentType() : "application/json");
        if (!odd.oneIn(4)) {
            headers.put("Authorization", "Bearer " + odd.oneOf(tokens));
        }
        if (odd.oneIn(15)) {
            headers.put(
                    "Authorization",
                    odd.oneOf(List.of(
                            "",
                            "Bearer",
                            "Bearer ",
                            "Basic eDp5",
                            "x",
                            "Bearer a.b.c",
                            "Bearer " + "x".repeat(3_000),
                            "Bearer \u00e9",
                            ".",
                            "..",
                            "eyJhbGciOiJub25lIn0.e30.",
                            "Bearer " + odd.oneOf(tokens) + "x",
                            "Digest username=\"a\"")));
        }
        if (odd.oneIn(8)) {
            var name = odd.oneOf(List.of(
                    "Accept",
                    "Accept-Encoding",
                    "Accept-Charset",
                    "Origin",
                    "Range",
                    "If-Match",
                    "If-None-Match",
                    "If-Modified-Since",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "Forwarded",
                    "Cookie",
                    "Content-Encoding",
                    "Access-Control-Request-Method",
                    "Access-Control-Request-Headers",
                    "X-Request-Id",
                    "X-HTTP-Method-Override",
                    "User-Agent",
                    "Referer",
                    "Content-Language",
                    "Upgrade",
                    "Via",
                    "Content-Range"));
            headers.put(name, headerText());
        }
        return headers;
    }

    private String contentType() {
        return odd.oneOf(List.of(
                "",
                "x",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "application/vnd.x+json",
                "application/xml",
                "json",
                "/",
                "application/",
                "application/json;",
                "a/b; c=\"d",
                "*/*",
                "application/json, text/plain"));
    }

    /** Any text that fits into one header line. */
    private String headerText() {
        var text = odd.text().replaceAll("[\\x00-\\x1f\\x7f]", "~");
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
    }

    private static Odd assemble(String method, String path, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return new Odd(method, path, bytes.toByteArray());
    }

    /** Bytes that need not be HTTP at all; the server may answer or hang up. */
    byte[] garbage() {
        var good = next();
        return switch (odd.upTo(12)) {
            case 0 -> odd.bytes(1 + odd.upTo(4_000));
            case 1 -> ascii("GET /api/me\r\n\r\n");
            case 2 -> ascii("GET /api/me HTTP/9.9\r\nHost: x\r\n\r\n");
            case 3 -> ascii("GET /api/me HTTP/1.1\r\n\r\n");
            case 4 -> ascii("GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
            case 5 -> ascii("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n");
            case 6 ->
                ascii("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef");
            case 7 ->
                ascii(
                        "POST /api/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nFFFFFFFFF\r\n{}");
            case 8 ->
                ascii(
                        "POST /api/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
            case 9 -> ascii("GET /api/me HTTP/1.1\r\nHost: x\r\n folded: y\r\nBad Header: z\r\n: empty\r\n\r\n");
            case 10 -> ascii("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
            default -> Arrays.copyOf(good.bytes(), odd.upTo(good.bytes().length));
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
