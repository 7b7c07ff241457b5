package org.quiltappliance.server.trials;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.quiltappliance.server.checks.PublicUrl;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Whether public addresses lead to the registry that runs.
 *
 * @param addresses those to try; throws {@link Invalid} when nothing runs that could answer
 */
record UrlTrial(Supplier<Trials.PublicUrls> addresses) implements Trial {

    @Override
    public void run(Teller teller) {
        var wanted = addresses.get();
        if (reaches(wanted.registry(), "Registry", wanted.boot(), teller)) {
            reaches(wanted.catalog(), "Catalog", wanted.boot(), teller);
        }
    }

    private static boolean reaches(PublicUrl url, String who, String boot, Teller teller) {
        String name = who + ": name";
        String host = url.url().getHost();
        teller.trying(name);
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            teller.failed(
                    name,
                    "The name " + host + " is not known on this computer.",
                    "Check how it is written, and add it to your DNS if it is new.");
            return false;
        }
        teller.passed(name, host + " is " + found[0].getHostAddress());
        return answers(url, who + ": answer", List.of(found), boot, teller);
    }

    private static boolean answers(
            PublicUrl url, String name, List<InetAddress> addresses, String boot, Teller teller) {
        teller.trying(name);
        var silent = new ArrayList<String>();
        for (InetAddress address : addresses) {
            try {
                Optional<String> strange = url.stranger(address, boot);
                if (strange.isPresent()) {
                    teller.failed(
                            name,
                            "Somebody else answers at " + url.url() + ": " + strange.get(),
                            "Check port and name, and what the proxy in front passes on; it must leave the header"
                                    + " X-Appliance-Boot.");
                    return false;
                }
            } catch (SSLException unbelieved) {
                teller.failed(
                        name,
                        "The certificate is not believed: " + unbelieved.getMessage(),
                        "Give it one for " + url.url().getHost() + " that this computer trusts.");
                return false;
            } catch (ConnectException | NoRouteToHostException | SocketTimeoutException away) {
                silent.add(address.getHostAddress() + ": " + away.getMessage());
            } catch (IOException strange) {
                teller.failed(
                        name,
                        "The answer at " + url.url() + " makes no sense: " + strange.getMessage(),
                        "Check whether it should begin with http or https.");
                return false;
            }
        }
        if (silent.size() == addresses.size()) {
            teller.failed(
                    name,
                    "Nobody answers at " + url.url() + " (" + String.join("; ", silent) + ").",
                    "Check the port, the proxy in front, and firewalls. A new port answers only after it is applied.");
            return false;
        }
        teller.passed(name, url.url() + " reaches this registry");
        return true;
    }
}
