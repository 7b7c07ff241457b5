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
 * A browser that knows pages, one form on each, redirects and cookies, and no scripts. Keeps the page it is at. For one
 * thread.
 */
public final class PlainBrowser {

    private static final int MOST_REDIRECTS = 5;
    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(?:input|button)([^>]*)>");

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

    /** Fills in the fields of the form on the page and sends it with the values that the page itself gives. */
    public PlainBrowser submit(Map<String, String> fields) {
        var form = FORM.matcher(page.text());
        assertThat(form.find()).as("a form on %s", address).isTrue();
        var values = new LinkedHashMap<String, String>();
        var inputs = INPUT.matcher(form.group(2));
        while (inputs.find()) {
            var name = attribute(inputs.group(1), "name");
            if (!name.isEmpty()) {
                values.put(name, attribute(inputs.group(1), "value"));
            }
        }
        assertThat(values.keySet()).as("fields on %s", address).containsAll(fields.keySet());
        values.putAll(fields);
        var action = attribute(form.group(1), "action");
        var to = action.isEmpty() ? address : address.resolve(action);
        page = go(attribute(form.group(1), "method").equalsIgnoreCase("post") ? "POST" : "GET", to, encoded(values));
        return this;
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
