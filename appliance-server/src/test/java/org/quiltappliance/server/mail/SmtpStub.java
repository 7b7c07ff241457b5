package org.quiltappliance.server.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server of few words: takes mail, can encrypt after STARTTLS, and refuses recipients that begin with "no". */
final class SmtpStub implements AutoCloseable {

    private final ServerSocket listening;
    private final Optional<SSLContext> tls;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();

    /** @param tls offers STARTTLS with this certificate */
    SmtpStub(Optional<SSLContext> tls) throws IOException {
        this(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), tls);
    }

    /** A server that encrypts from the start. */
    static SmtpStub encrypted(SSLContext tls) throws IOException {
        return new SmtpStub(
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                Optional.empty());
    }

    private SmtpStub(ServerSocket listening, Optional<SSLContext> tls) {
        this.tls = tls;
        this.listening = listening;
        var thread = new Thread(this::serve, "smtp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** All commands that arrived, in capitals. */
    List<String> commands() {
        return commands;
    }

    /** Those of them that arrived encrypted. */
    List<String> encryptedCommands() {
        return encrypted;
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                say(client.getOutputStream(), "220 stub");
                talk(client, client instanceof SSLSocket);
            } catch (IOException gone) {
                // the client has hung up, or the stub was closed
            }
        }
    }

    private void talk(Socket client, boolean secure) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            commands.add(command);
            if (secure) {
                encrypted.add(command);
            }
            if (command.startsWith("EHLO")) {
                say(out, tls.isPresent() && !secure ? "250-stub\r\n250 STARTTLS" : "250 stub");
            } else if (command.equals("STARTTLS") && tls.isPresent()) {
                say(out, "220 go");
                var socket =
                        (SSLSocket) tls.get().getSocketFactory().createSocket(client, null, client.getPort(), false);
                socket.setUseClientMode(false);
                talk(socket, true);
                return;
            } else if (command.startsWith("RCPT TO:<NO")) {
                say(out, "550 nobody here");
            } else if (command.equals("DATA")) {
                say(out, "354 go");
                while (!".".equals(in.readLine())) {
                    // the message is not looked at
                }
                say(out, "250 taken");
            } else if (command.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 fine");
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
