package org.quiltappliance.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A browser that knows pages, links, forms, redirects and cookies, and no scripts. Keeps the page it is at. For one
 * thread.
 */
public final class PlainBrowser {

    private static final int MOST_REDIRECTS = 5;
    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(?:input|button|textarea)([^>]*)>");

    private final RegistryClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private URI address;
    private Answer page;

    /** Opens the address. */
    public PlainBrowser(RegistryClient client, URI address) {
        this.client = client.without("Content-Type").with("Accept", "text/html").asBrowser();
        this.address = address;
        this.page = go("GET", address, "");
    }

    /** Where the browser has ended up. */
    public URI address() {
        return address;
    }

    /** The last answer that was no redirect. */
    public Answer page() {
        return page;
    }

    /** Follows the first link with that text. */
    public PlainBrowser follow(String text) {
        var link = Pattern.compile("<a[^>]* href=\"([^\"]+)\"[^>]*>" + Pattern.quote(text) + "</a>")
                .matcher(page.text());
        assertThat(link.find())
                .as("a link %s on %s:%n%s", text, address, page.text())
                .isTrue();
        page = go("GET", address.resolve(link.group(1).replace("&amp;", "&")), "");
        return this;
    }

    /** Opens another address of the same site. */
    public PlainBrowser open(String path) {
        page = go("GET", address.resolve(path), "");
        return this;
    }

    /** Fills in the fields of the first form that has them, and sends it with the values that the page itself gives. */
    public PlainBrowser submit(Map<String, String> fields) {
        var form = FORM.matcher(page.text());
        while (form.find()) {
            var values = values(form.group(2));
            if (values.keySet().containsAll(fields.keySet())) {
                values.putAll(fields);
                send(form.group(1), encoded(values));
                return this;
            }
        }
        throw new AssertionError("No form with " + fields.keySet() + " on " + address + ":\n" + page.text());
    }

    private static Map<String, String> values(String form) {
        var values = new LinkedHashMap<String, String>();
        var inputs = INPUT.matcher(form);
        while (inputs.find()) {
            var name = attribute(inputs.group(1), "name");
            if (!name.isEmpty()) {
                values.put(name, attribute(inputs.group(1), "value"));
            }
        }
        return values;
    }

    private void send(String form, String values) {
        var action = attribute(form, "action");
        var to = action.isEmpty() ? address : address.resolve(action);
        page = attribute(form, "method").equalsIgnoreCase("post")
                ? go("POST", to, values)
                : go("GET", to.resolve("?" + values), "");
    }

    private Answer go(String method, URI to, String form) {
        var answer = send(method, to, form);
        for (int i = 0; i < MOST_REDIRECTS && answer.status() / 100 == 3; i++) {
            to = to.resolve(answer.header("Location").orElseThrow());
            answer = send("GET", to, "");
        }
        address = to;
        return answer;
    }

    private Answer send(String method, URI to, String form) {
        var origin = URI.create(to.getScheme() + "://" + to.getAuthority());
        var asked = client.at(origin);
        if (!cookies.isEmpty()) {
            var all = cookies.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .toList();
            asked = asked.with("Cookie", String.join("; ", all));
        }
        var path = to.toString().substring(origin.toString().length());
        var answer = method.equals("POST")
                ? asked.with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Origin", origin.toString())
                        .send("POST", path, form.getBytes(StandardCharsets.UTF_8))
                : asked.get(path);
        keep(answer.headers().allValues("Set-Cookie"));
        return answer;
    }

    private void keep(List<String> set) {
        for (var cookie : set) {
            var pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0].strip(), pair[1].strip());
        }
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private static String encoded(Map<String, String> values) {
        var pairs = values.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .toList();
        return String.join("&", pairs);
    }
}
