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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.nodes.KeyMark;

/**
 * Whether clients that use a public address reach this run, on every address that its host name leads to
 * ({@code control-panel.md} LC-7, items 1 and 2). Listening proves nothing: another program may answer in our place.
 *
 * @param portSetting the name of the setting of our port, for the fix
 * @param urlSetting that of the public address, for the fix
 * @param url as clients have it
 * @param direct where this run listens
 * @param trust believes the certificate of this run
 * @param nodes recognises other nodes of the same registry, where there may be some behind the public address
 */
public record PublicUrl(
        String portSetting,
        String urlSetting,
        URI url,
        URI direct,
        Problems problems,
        SSLContext trust,
        Optional<KeyMark> nodes) {

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
                Optional<String> strange = stranger(address, boot);
                if (strange.isPresent()) {
                    throw new ProblemException(somebodyElse(address, strange.get()));
                }
                good++;
            } catch (ConnectException | NoRouteToHostException | SocketTimeoutException unreachable) {
                failures.add(HealthProbe.endpoint(url, address) + ": " + unreachable.getMessage());
            } catch (SSLException unbelieved) {
                failures.add(refused(address, unbelieved));
            } catch (IOException strange) {
                throw new ProblemException(somebodyElse(address, String.valueOf(strange.getMessage())), strange);
            }
        }
        return good > 0 ? Optional.empty() : Optional.of(unverified(boot, failures));
    }

    /** With another port of ours the address changes only where it is made of that port. */
    private Problem somebodyElse(InetAddress address, String answer) {
        String asked = HealthProbe.endpoint(url, address);
        return url.getPort() == direct.getPort()
                ? problems.anotherServerAnswers(portSetting, url.toString(), asked, answer, nextPort())
                : problems.chosenAddressLeadsElsewhere(urlSetting, url.toString(), asked, answer);
    }

    /**
     * Asks one address that the host's name leads to.
     *
     * @return what somebody else says there, for people; empty when we answer
     */
    public Optional<String> stranger(InetAddress address, String boot) throws IOException {
        var answer = HealthProbe.ask(url, address, trust);
        return isOurs(answer, boot) ? Optional.empty() : Optional.of(answer.text());
    }

    private boolean isOurs(HealthProbe.Answer answer, String boot) {
        return answer.boot().equals(Optional.of(boot)) || isAnotherNode(answer);
    }

    private boolean isAnotherNode(HealthProbe.Answer answer) {
        return nodes.isPresent()
                && answer.boot().isPresent()
                && answer.node().isPresent()
                && nodes.get().isOfBoot(answer.node().get(), answer.boot().get());
    }

    /** Where we encrypt ourselves, nobody else should; a proxy's certificate need not be known to this computer. */
    private String refused(InetAddress address, SSLException unbelieved) {
        String reason = HealthProbe.endpoint(url, address) + ": " + unbelieved.getMessage();
        if (direct.getScheme().equals("https")) {
            throw new ProblemException(somebodyElse(address, String.valueOf(unbelieved.getMessage())), unbelieved);
        }
        return reason;
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
        var answer = HealthProbe.ask(direct, address, trust);
        if (!answer.boot().equals(Optional.of(boot))) {
            throw new ProblemException(problems.anotherServerAnswers(
                    portSetting, direct.toString(), HealthProbe.endpoint(direct, address), answer.text(), nextPort()));
        }
        return problems.publicUrlUnverified(url.toString(), String.join("; ", failures));
    }

    private int nextPort() {
        return LocalPorts.nextFree(LocalPorts.addresses(direct.getHost()), direct.getPort(), direct.getPort());
    }
}
