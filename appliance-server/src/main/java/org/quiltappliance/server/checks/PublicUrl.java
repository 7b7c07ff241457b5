package org.quiltappliance.server.checks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;

/**
 * Whether clients that use a public address reach this run, on every address that its host name leads to
 * ({@code control-panel.md} LC-7, items 1 and 2). Listening proves nothing: another program may answer in our place.
 *
 * @param setting of the port, for the fix
 * @param url as clients have it
 * @param direct where this run listens
 */
public record PublicUrl(String setting, URI url, URI direct, Problems problems) {

    /**
     * @param boot what our own answers carry
     * @return a notice when the address cannot be tried from here, and we answer directly
     * @throws ProblemException when somebody else answers
     * @throws IOException when nobody answers, not even directly
     */
    public Optional<Problem> prove(String boot) throws IOException {
        var failures = new ArrayList<String>();
        int good = 0;
        for (InetAddress address : addresses(failures)) {
            try {
                var answer = HealthProbe.ask(url, address);
                if (!answer.boot().equals(Optional.of(boot))) {
                    throw new ProblemException(problems.anotherServerAnswers(
                            setting, url.toString(), HealthProbe.endpoint(url, address), answer.text(), nextPort()));
                }
                good++;
            } catch (ConnectException | NoRouteToHostException | SocketTimeoutException unreachable) {
                failures.add(HealthProbe.endpoint(url, address) + ": " + unreachable.getMessage());
            } catch (IOException strange) {
                throw new ProblemException(
                        problems.anotherServerAnswers(
                                setting,
                                url.toString(),
                                HealthProbe.endpoint(url, address),
                                String.valueOf(strange.getMessage()),
                                nextPort()),
                        strange);
            }
        }
        return good > 0 ? Optional.empty() : Optional.of(unverified(boot, failures));
    }

    private List<InetAddress> addresses(List<String> failures) {
        try {
            return List.of(InetAddress.getAllByName(url.getHost()));
        } catch (UnknownHostException unknown) {
            failures.add("The name " + url.getHost() + " is not known.");
            return List.of();
        }
    }

    private Problem unverified(String boot, List<String> failures) throws IOException {
        var address = InetAddress.getByName(direct.getHost());
        var answer = HealthProbe.ask(direct, address);
        if (!answer.boot().equals(Optional.of(boot))) {
            throw new ProblemException(problems.anotherServerAnswers(
                    setting, direct.toString(), HealthProbe.endpoint(direct, address), answer.text(), nextPort()));
        }
        return problems.publicUrlUnverified(url.toString(), String.join("; ", failures));
    }

    private int nextPort() {
        return LocalPorts.nextFree(LocalPorts.addresses(direct.getHost()), direct.getPort(), direct.getPort());
    }
}
